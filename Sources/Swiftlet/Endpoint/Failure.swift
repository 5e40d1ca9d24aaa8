public import HTTPTypes

/// A documented error response of an endpoint.
public struct Failure: Sendable, Hashable {
    /// The status.
    package var status: HTTPResponse.Status
    /// The condition under which it is returned.
    package var description: String

    /// Creates a failure; the default description is the status's reason phrase.
    public init(_ status: HTTPResponse.Status, _ description: String? = nil) {
        self.status = status
        self.description = description ?? status.reasonPhrase
    }

    /// Status 400.
    public static func badRequest(_ description: String) -> Failure { Failure(.badRequest, description) }
    /// Status 401.
    public static func unauthorized(_ description: String) -> Failure { Failure(.unauthorized, description) }
    /// Status 403.
    public static func forbidden(_ description: String) -> Failure { Failure(.forbidden, description) }
    /// Status 404.
    public static func notFound(_ description: String) -> Failure { Failure(.notFound, description) }
    /// Status 409.
    public static func conflict(_ description: String) -> Failure { Failure(.conflict, description) }
    /// Status 429.
    public static func tooManyRequests(_ description: String) -> Failure { Failure(.tooManyRequests, description) }
}
