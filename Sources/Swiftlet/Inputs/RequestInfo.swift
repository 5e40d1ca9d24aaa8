/// An input that provides the ``Request``: header fields, client address, authorizer claims, and the event.
///
/// ```swift
/// let client = Endpoint(.get, "/client", RequestInfo()) { request in
///     "\(request.clientAddress ?? "unknown") with \(request.header(.userAgent) ?? "no user agent")"
/// }
/// ```
public struct RequestInfo: EndpointInput {
    /// Creates the input.
    public init() {}

    /// `false`, because the value is extracted without preparation.
    public var needsPreparation: Bool { false }

    /// Returns the request.
    public func extract(from scope: RequestScope, validation: inout Validation) -> Request? {
        scope.request
    }
}
