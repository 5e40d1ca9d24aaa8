package import HTTPTypes

/// A route's method, path and metadata, for listings.
package struct RouteDescription: Sendable, Hashable {
    /// The HTTP method.
    package let method: HTTPRequest.Method
    /// The full path, with parameters in braces.
    package let path: String
    /// The operation ID, under which the endpoint can be deployed.
    package let operationID: String
    /// The endpoint's short title.
    package let summary: String?
    /// The endpoint's tags.
    package let tags: [String]
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
