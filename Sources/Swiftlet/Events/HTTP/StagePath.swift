import SwiftletJSON

/// Removes the stage from the path of an HTTP API event, in either payload format.
///
/// The path includes the stage if the API is called by its default domain, but not with a custom domain, where a route may
/// still begin with a segment of the same name. The matched route distinguishes the two: `routeKey`, or `resource` in payload
/// format 1.0. For the route `$default`, which matches any path, the domain is checked instead.
///
/// The key of an API mapping of a custom domain is not a stage; it is removed by the app's `basePath`.
enum StagePath {
    /// Splits a path into base path or stage, and rest.
    ///
    /// - Parameters:
    ///   - path: The path in the event.
    ///   - event: The event.
    ///   - context: The event's `requestContext`, which contains the stage.
    ///   - basePath: The base path mapping of a custom domain, which is removed instead of the stage.
    /// - Returns: The removed prefix, or an empty string, and the rest of the path, which begins with `/`.
    static func split(
        _ path: String,
        of event: JSONNode,
        context: JSONNode?,
        basePath: String
    ) -> (prefix: String, rest: String) {
        let parts = PathPrefix.split(path, after: basePath)
        guard parts.prefix.isEmpty, let stage = context?["stage"]?.string else { return parts }
        return split(path, of: event, stage: stage)
    }

    private static func split(_ path: String, of event: JSONNode, stage: String) -> (prefix: String, rest: String) {
        guard !stage.isEmpty, stage != "$default" else { return PathPrefix.split(path, after: "") }
        let parts = PathPrefix.split(path, after: "/" + stage)
        guard !parts.prefix.isEmpty else { return parts }
        guard let route = route(event) else {
            return hasCustomDomain(event) ? PathPrefix.split(path, after: "") : parts
        }
        let whole = match(route, path)
        let rest = match(route, parts.rest)
        let belongsToRoute: Bool
        switch (whole, rest) {
        case (nil, _): belongsToRoute = false
        case (_, nil): belongsToRoute = true
        case (let whole?, let rest?):
            // Both match only with a greedy parameter; its value in the event decides.
            let value = event["pathParameters"]?[whole.name]?.string
            belongsToRoute = value == whole.value && value != rest.value
        }
        return belongsToRoute ? PathPrefix.split(path, after: "") : parts
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

    /// Whether the API is called by a custom domain; the default one is `<apiId>.execute-api.<region>.amazonaws.com`.
    private static func hasCustomDomain(_ event: JSONNode) -> Bool {
        let context = event["requestContext"]
        guard let api = context?["apiId"]?.string, let prefix = context?["domainPrefix"]?.string else { return false }
        let labels = context?["domainName"]?.string?.utf8.split(separator: UInt8(ascii: ".")) ?? []
        return !prefix.utf8Equals(api) && !(labels.count > 1 && labels[1].elementsEqual("execute-api".utf8))
    }

    /// Matches a path against a route.
    ///
    /// - Returns: The name and value of the route's greedy parameter, empty if it has none; `nil` if the path does not match.
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
