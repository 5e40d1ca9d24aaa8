public import HTTPTypes

/// An HTTP response.
public struct Response: Sendable {
    /// The status.
    public var status: HTTPResponse.Status
    /// The header fields; several `Set-Cookie` fields stay apart.
    public var headers: HTTPFields
    /// The body.
    public var body: Body
    /// The error this response was made from, for middleware that reports errors.
    ///
    /// It is never sent.
    public var error: (any Error)?

    /// Creates a response.
    public init(_ status: HTTPResponse.Status = .ok, headers: HTTPFields = [:], body: Body = .bytes([])) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// A response's body.
    public enum Body: Sendable {
        /// All of it.
        case bytes([UInt8])
        /// Parts, sent while they are made where the host can, collected first where it cannot.
        case stream(BodyStream)

        /// Whether there is certainly nothing to send.
        public var isEmpty: Bool {
            if case .bytes(let bytes) = self { bytes.isEmpty } else { false }
        }
    }

    /// A response of text.
    public static func text(
        _ text: String,
        status: HTTPResponse.Status = .ok,
        contentType: String = "text/plain; charset=utf-8"
    ) -> Response {
        Response(status, headers: [.contentType: contentType], body: .bytes(Array(text.utf8)))
    }

    /// A response of JSON text that is already written.
    public static func json(_ bytes: [UInt8], status: HTTPResponse.Status = .ok) -> Response {
        Response(status, headers: [.contentType: "application/json"], body: .bytes(bytes))
    }
}
