import SwiftletJSON

/// Tells whether the path of an HTTP API's event, of either payload format, begins with the stage.
///
/// It does where the API is called by its own domain. Behind a custom domain it does not, and yet a route may begin with a
/// segment that is called as the stage is. What the platform matched tells the two apart: the event's `routeKey`, or in payload
/// format 1.0 its `resource`. The route `$default` matches any path, so that there the domain decides.
///
/// The key of an API mapping of a custom domain is no stage: it is removed from the path by the app's `basePath`.
enum StagePath {
    /// Takes the stage off a path.
    ///
    /// - Returns: what was taken off, `/stage` or nothing, and the rest, which begins with `/`.
    static func split(_ path: String, stage: String, _ event: JSONNode) -> (prefix: String, rest: String) {
        guard !stage.isEmpty, stage != "$default" else { return HTTPEventShape.split(path, after: "") }
        let parts = HTTPEventShape.split(path, after: "/" + stage)
        guard !parts.prefix.isEmpty else { return parts }
        guard let route = route(event) else {
            return hasCustomDomain(event) ? HTTPEventShape.split(path, after: "") : parts
        }
        let whole = match(route, path)
        let rest = match(route, parts.rest)
        let belongsToRoute: Bool
        switch (whole, rest) {
        case (nil, _): belongsToRoute = false
        case (_, nil): belongsToRoute = true
        case (let whole?, let rest?):
            // Both fit only where the route takes all the rest, and that is what the platform says it took.
            let taken = event["pathParameters"]?[whole.name]?.string
            belongsToRoute = taken == whole.value && taken != rest.value
        }
        return belongsToRoute ? HTTPEventShape.split(path, after: "") : parts
    }

    /// The path in a route key such as `GET /users/{id}` or a resource such as `/users/{id}`, or `nil` for `$default`.
    private static func route(_ event: JSONNode) -> Substring? {
        guard let key = event["routeKey"]?.string ?? event["resource"]?.string,
            let slash = key.utf8.firstIndex(of: UInt8(ascii: "/"))
        else {
            return nil
        }
        return key[slash...]
    }

    /// Whether the API is called by a custom domain: its own is `<apiId>.execute-api.<region>.amazonaws.com`.
    private static func hasCustomDomain(_ event: JSONNode) -> Bool {
        let context = event["requestContext"]
        guard let api = context?["apiId"]?.string, let prefix = context?["domainPrefix"]?.string else { return false }
        let labels = context?["domainName"]?.string?.utf8.split(separator: UInt8(ascii: ".")) ?? []
        return !prefix.utf8Equals(api) && !(labels.count > 1 && labels[1].elementsEqual("execute-api".utf8))
    }

    /// Matches a path with a route.
    ///
    /// - Returns: the name and value of the parameter that takes all the rest, empty where the route has none, or `nil` if
    ///   the path does not match.
    private static func match(_ route: Substring, _ path: String) -> (name: String, value: String)? {
        let segments = route.utf8.split(separator: UInt8(ascii: "/"))
        let texts = path.utf8.split(separator: UInt8(ascii: "/"))
        for (index, segment) in segments.enumerated() {
            let isParameter = segment.first == UInt8(ascii: "{") && segment.last == UInt8(ascii: "}")
            guard index < texts.count else { return nil }
            if isParameter, segment.dropLast().last == UInt8(ascii: "+") {
                let value = texts[index...].map { String(Substring($0)) }.joined(separator: "/")
                return (String(Substring(segment.dropFirst().dropLast(2))), value)
            }
            guard isParameter || segment.elementsEqual(texts[index]) else { return nil }
        }
        return segments.count == texts.count ? ("", "") : nil
    }
}
