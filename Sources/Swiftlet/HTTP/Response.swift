public import HTTPTypes

/// An HTTP response.
///
/// ```swift
/// let table = Response.text("id,title\n1,Milk\n", contentType: "text/csv; charset=utf-8")
/// let nothing = Response(.noContent, headers: [.cacheControl: "no-store"])
/// ```
public struct Response: Sendable {
    /// The status.
    public var status: HTTPResponse.Status
    /// The header fields; repeated `Set-Cookie` fields are not combined.
    public var headers: HTTPFields
    /// The body.
    public var body: Body
    /// The error that caused this response, for error-reporting middleware; never sent to the client.
    public var error: (any Error)?

    /// Creates a response.
    public init(_ status: HTTPResponse.Status = .ok, headers: HTTPFields = [:], body: Body = .bytes([])) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// A response body.
    public enum Body: Sendable {
        /// A complete body.
        case bytes([UInt8])
        /// A streamed body, which is buffered if the host does not support streaming.
        case stream(BodyStream)

        /// Whether the body is known to be empty; `false` for a stream.
        public var isEmpty: Bool {
            if case .bytes(let bytes) = self { bytes.isEmpty } else { false }
        }
    }

    /// Creates a plain text response.
    public static func text(
        _ text: String,
        status: HTTPResponse.Status = .ok,
        contentType: String = "text/plain; charset=utf-8"
    ) -> Response {
        Response(status, headers: [.contentType: contentType], body: .bytes(Array(text.utf8)))
    }

    /// Creates a response from serialized JSON.
    public static func json(_ bytes: [UInt8], status: HTTPResponse.Status = .ok) -> Response {
        Response(status, headers: [.contentType: "application/json"], body: .bytes(bytes))
    }
}

extension Response {
    /// Whether the response to a request with a method has a body: not for HEAD, and not with status 1xx, 204 or 304.
    package func carriesBody(to method: HTTPRequest.Method) -> Bool {
        method != .head && !status.isBodiless
    }
}
