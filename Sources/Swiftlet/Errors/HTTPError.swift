public import HTTPTypes
public import SwiftletJSON

/// An error that is an answer: a status and a detail for the client.
///
/// Thrown by an endpoint, a dependency or middleware, it is sent as `{"detail": …}` with its status and headers.
public struct HTTPError: Error, Sendable, Hashable {
    /// The status to answer with.
    public var status: HTTPResponse.Status
    /// What went wrong, for the client: a sentence, or any JSON.
    public var detail: JSON
    /// Header fields to send along, such as `WWW-Authenticate`.
    public var headers: HTTPFields

    /// Creates an error that answers with a sentence.
    ///
    /// - Parameters:
    ///   - status: the status to answer with.
    ///   - detail: what went wrong; the status's own phrase if none is given.
    ///   - headers: header fields to send along.
    public init(_ status: HTTPResponse.Status, _ detail: String? = nil, headers: HTTPFields = [:]) {
        self.init(status, detail: .string(detail ?? status.reasonPhrase), headers: headers)
    }

    /// Creates an error that answers with any JSON as its detail.
    public init(_ status: HTTPResponse.Status, detail: JSON, headers: HTTPFields = [:]) {
        self.status = status
        self.detail = detail
        self.headers = headers
    }
}

/// An error of the user's own that knows which answer it is.
///
/// Conform a domain error to it, and endpoints can throw it as it is.
public protocol HTTPErrorConvertible: Error {
    /// The answer.
    var httpError: HTTPError { get }
}

extension HTTPError: HTTPErrorConvertible {
    /// The error itself.
    public var httpError: HTTPError { self }
}
