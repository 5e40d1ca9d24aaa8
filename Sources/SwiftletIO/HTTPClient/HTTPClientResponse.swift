public import HTTPTypes

/// A complete response.
public struct HTTPClientResponse: Sendable {
    /// The status.
    public let status: HTTPResponse.Status
    /// The header fields, in order; fields of the same name are not combined.
    public let headers: HTTPFields
    /// The body.
    public let body: [UInt8]
    /// The trailer fields.
    public let trailers: HTTPFields

    /// Creates a response, for tests.
    public init(
        status: HTTPResponse.Status,
        headers: HTTPFields = [:],
        body: [UInt8] = [],
        trailers: HTTPFields = [:]
    ) {
        self.status = status
        self.headers = headers
        self.body = body
        self.trailers = trailers
    }
}
