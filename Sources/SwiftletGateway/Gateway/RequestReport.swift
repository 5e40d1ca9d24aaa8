package import HTTPTypes

/// A request that was handled, for the server's log.
package struct RequestReport: Sendable {
    /// The request method.
    package let method: HTTPRequest.Method
    /// The path and the query.
    package let target: String
    /// The status of the response.
    package let status: HTTPResponse.Status
    /// The function's failure, if any; the client receives only its type.
    package let failure: String?
    /// The time from the request's header to the response's header.
    package let duration: Duration
}
