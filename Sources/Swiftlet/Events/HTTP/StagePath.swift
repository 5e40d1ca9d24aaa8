import SwiftletJSON

/// Tells whether the path of an HTTP API's event, of either payload format, begins with the stage.
///
/// It does where the API is called by its own domain. Behind a custom domain it does not, and yet a route may begin with a
/// segment that is called as the stage is. What the platform matched tells the two apart: the event's `routeKey`, or in payload
/// format 1.0 its `resource`.
enum StagePath {
    /// Takes the stage off a path.
    ///
    /// - Returns: what was taken off, `/stage` or nothing, and the rest, which begins with `/`.
    static func split(_ path: String, stage: String, _ event: JSONNode) -> (prefix: String, rest: String) {
        guard !stage.isEmpty, stage != "$default" else { return HTTPEventShape.split(path, after: "") }
        let parts = HTTPEventShape.split(path, after: "/" + stage)
        guard !parts.prefix.isEmpty, let route = route(event) else { return parts }
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
        guard let key = (event["routeKey"] ?? event["resource"])?.string,
            let slash = key.utf8.firstIndex(of: UInt8(ascii: "/"))
        else {
            return nil
        }
        return key[slash...]
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
