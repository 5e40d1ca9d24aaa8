import CCurl

/// An error of a request without a complete response.
///
/// A response with a status of 400 or more is not an error.
public struct HTTPClientError: Error, CustomStringConvertible {
    /// The kind of error, as an open set.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Value: String {
            case aborted
            case connectFailed
            case connectionClosed
            case invalidResponse
            case invalidRequest
            case invalidURL
            case resolve
            case shutDown
            case timedOut
            case tls
            case tooLarge
            case tooManyRedirects
            case unavailable
            case unsupportedScheme
            case other
        }

        private let value: Value

        /// The request body's source failed.
        public static let aborted = Code(value: .aborted)
        /// The connection failed: refused or unreachable.
        public static let connectFailed = Code(value: .connectFailed)
        /// The connection was closed before the response was complete.
        public static let connectionClosed = Code(value: .connectionClosed)
        /// The response is not valid HTTP.
        public static let invalidResponse = Code(value: .invalidResponse)
        /// The request is invalid, for example a header field with a line break.
        public static let invalidRequest = Code(value: .invalidRequest)
        /// The URL is malformed.
        public static let invalidURL = Code(value: .invalidURL)
        /// The name of the host or the proxy could not be resolved.
        public static let resolve = Code(value: .resolve)
        /// The event loop has been shut down.
        public static let shutDown = Code(value: .shutDown)
        /// A timeout expired.
        public static let timedOut = Code(value: .timedOut)
        /// The TLS handshake failed, or the certificate is not trusted.
        public static let tls = Code(value: .tls)
        /// The response exceeds the configured size.
        public static let tooLarge = Code(value: .tooLarge)
        /// The number of redirects exceeds the configured limit.
        public static let tooManyRedirects = Code(value: .tooManyRedirects)
        /// Memory or descriptors are exhausted.
        public static let unavailable = Code(value: .unavailable)
        /// The URL's scheme is neither `http` nor `https`.
        public static let unsupportedScheme = Code(value: .unsupportedScheme)
        /// Any other error: see the message.
        public static let other = Code(value: .other)

        /// The name of the code.
        public var description: String { value.rawValue }
    }

    /// The kind of error.
    public let code: Code
    /// The error message, without URL, header fields or body.
    public let message: String
    /// libcurl's error code, 0 if the error is not libcurl's.
    public let curlCode: Int32
    /// Whether any part of the request may have reached the server.
    ///
    /// If `false`, the request can be retried safely.
    public let requestSent: Bool
    /// Whether at least the status line of a response arrived.
    public let bytesReceived: Bool

    init(
        _ code: Code,
        _ message: String,
        result: CURLcode = CURLE_OK,
        requestSent: Bool = false,
        bytesReceived: Bool = false
    ) {
        self.code = code
        self.message = message
        self.curlCode = Int32(result.rawValue)
        self.requestSent = requestSent
        self.bytesReceived = bytesReceived
    }

    /// The code and the message.
    public var description: String { "\(code): \(message)" }

    static let shutDown = HTTPClientError(.shutDown, "The event loop has been shut down.")
}

extension HTTPClientError.Code {
    /// The code for one of [libcurl's error codes](https://curl.se/libcurl/c/libcurl-errors.html).
    ///
    /// For a response that does not begin like HTTP libcurl returns "unsupported protocol", the same code as for an unknown
    /// scheme: they differ in whether anything arrived.
    static func forResult(_ result: CURLcode, bytesReceived: Bool) -> HTTPClientError.Code {
        switch result {
        case CURLE_UNSUPPORTED_PROTOCOL: bytesReceived ? .invalidResponse : .unsupportedScheme
        case CURLE_URL_MALFORMAT: .invalidURL
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .resolve
        case CURLE_COULDNT_CONNECT, CURLE_INTERFACE_FAILED, CURLE_PROXY: .connectFailed
        case CURLE_OPERATION_TIMEDOUT: .timedOut
        case CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_PARTIAL_FILE, CURLE_SEND_FAIL_REWIND:
            .connectionClosed
        case CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING, CURLE_HTTP2, CURLE_HTTP2_STREAM: .invalidResponse
        case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_ENGINE_NOTFOUND, CURLE_SSL_ENGINE_SETFAILED, CURLE_SSL_CERTPROBLEM,
            CURLE_SSL_CIPHER, CURLE_PEER_FAILED_VERIFICATION, CURLE_USE_SSL_FAILED, CURLE_SSL_CACERT_BADFILE,
            CURLE_SSL_SHUTDOWN_FAILED, CURLE_SSL_CRL_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_PINNEDPUBKEYNOTMATCH,
            CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_CLIENTCERT:
            .tls
        case CURLE_TOO_MANY_REDIRECTS: .tooManyRedirects
        case CURLE_OUT_OF_MEMORY, CURLE_FAILED_INIT: .unavailable
        case CURLE_ABORTED_BY_CALLBACK: .aborted
        default: .other
        }
    }
}
