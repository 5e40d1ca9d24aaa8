import SwiftletJSON

/// The parameters of links, under the names that their operations have in the document.
struct LinkParameters {
    /// The documented names of path parameters by operation ID and own name, of routes that share the path of another.
    private var names: [UTF8Key: [UTF8Key: String]] = [:]

    init() {}

    /// Creates the names from the documented routes, each with its documented path.
    init(_ routes: [(route: Route, path: RoutePath)]) {
        for (route, path) in routes {
            for (own, documented) in zip(route.path.parameters, path.parameters) where !own.utf8Equals(documented) {
                names[UTF8Key(route.operationID), default: [:]][UTF8Key(own)] = documented
            }
        }
    }

    /// Returns the link with the documented names, which are qualified: a query parameter may have the same name.
    func documented(_ link: ResponseLink) -> ResponseLink {
        guard let names = names[UTF8Key(link.operationID)] else { return link }
        var parameters: JSONObject = [:]
        for (key, value) in link.parameters {
            let name = key.utf8.starts(with: "path.".utf8) ? String(Substring(key.utf8.dropFirst(5))) : key
            parameters[names[UTF8Key(name)].map { "path." + $0 } ?? key] = value
        }
        return ResponseLink(
            link.name,
            to: link.operationID,
            parameters: parameters,
            requestBody: link.requestBody,
            description: link.description
        )
    }
}
