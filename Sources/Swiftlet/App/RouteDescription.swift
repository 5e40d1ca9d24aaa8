public import HTTPTypes

/// A route's method, path and metadata, for listings.
public struct RouteDescription: Sendable, Hashable {
    /// The HTTP method.
    public let method: HTTPRequest.Method
    /// The full path, with parameters in braces.
    public let path: String
    /// The operation ID, under which the endpoint can be deployed.
    public let operationID: String
    /// The endpoint's short title.
    public let summary: String?
    /// The endpoint's tags.
    public let tags: [String]
}

extension RouteDescription {
    init(_ route: Route) {
        self.init(
            method: route.method,
            path: route.path.description.isEmpty ? "/" : route.path.description,
            operationID: route.operationID,
            summary: route.endpoint.summary,
            tags: route.tags
        )
    }
}
