import CCurl

/// A reusable libcurl transfer: one request and its response at a time.
///
/// Settings are kept between requests. A transfer is used by one task at a time, and must not be accessed while it is
/// active.
// Guard: from `EventLoop.submit` until its completion is called only the loop's thread uses it, otherwise only the caller.
// Ownership passes through the loop's lock, and returns with the resumption of the task.
package final class Transfer: @unchecked Sendable {
    /// The body of a request.
    package enum Body: Sendable {
        /// No body.
        case none
        /// A body of known length.
        case bytes([UInt8])
        /// A chunked body.
        case channel(UploadChannel)

        fileprivate var isChunked: Bool {
            if case .channel = self { true } else { false }
        }

        fileprivate var isNone: Bool {
            if case .none = self { true } else { false }
        }
    }

    /// The destination of the response body.
    enum Sink: Sendable {
        case buffer
        case channel(DownloadChannel)
    }

    var easy: CurlEasy
    var body = Body.none
    var sink = Sink.buffer
    let options: TransferOptions
    /// The current piece of a `channel` body.
    var piece: [UInt8] = []
    /// The number of bytes of that piece, or of a `bytes` body, that libcurl has read.
    var uploaded = 0
    /// The trailers of a `channel` body, once it has ended.
    var trailers: [UploadChannel.Trailer] = []
    /// The number of attempts to send the request since the last response.
    var attempts = 0
    /// Whether any part of a response arrived.
    var hasResponse = false
    var isTooLarge = false
    var isRetryRejected = false
    var isHeadDelivered = false
    /// Whether a chunked body was sent, after which neither it nor the handle can be reused.
    var isConsumed = false
    private var url: String?
    private var fields: [(name: String, value: String)] = []
    /// Whether the request has a body, including an empty one.
    private var sendsBody = false
    /// The methods that send an empty body instead of none, by RFC 9110 section 8.6.
    private static let methodsWithBody = ["POST", "PUT", "PATCH"]
    private var timeout: Duration?
    /// The id of the current submission.
    var id: UInt64 = 0
    /// The index in the reactor's active transfers; `nil` if not active.
    var index: Int?
    /// Called on the loop's thread when the transfer has ended.
    ///
    /// Set while the transfer is submitted.
    var completion: (@Sendable (Transfer, Result<Void, any Error>) -> Void)?

    /// The response's status and header fields.
    package internal(set) var head = ResponseHead()
    /// The response's body, unless it is streamed.
    package internal(set) var responseBody: [UInt8] = []
    /// The maximum size of the response body in bytes.
    package var maxResponseBytes = Int.max
    /// Whether libcurl may retry the request when a kept-alive connection is closed before any byte of a response.
    ///
    /// For idempotent requests.
    package var retriesOnStaleConnection = false

    /// Creates a transfer for any number of requests.
    ///
    /// - Throws: ``HTTPClientError`` with `.unavailable` when memory is exhausted.
    package init(_ options: TransferOptions = TransferOptions()) throws(HTTPClientError) {
        easy = try CurlEasy()
        self.options = options
        try configure()
    }

    private func configure() throws(HTTPClientError) {
        try options.apply(to: easy)
        unsafe easy.setCallbacks(TransferCallbacks.all, context: Unmanaged.passUnretained(self).toOpaque())
    }

    /// Replaces the handle after a chunked body.
    ///
    /// libcurl 7.88 does not reset a handle's trailer state, and then writes before the start of its buffer. The connection
    /// belongs to the multi handle and stays open.
    private func replaceHandle() throws(HTTPClientError) {
        easy = try CurlEasy()
        try configure()
        if let url { try easy.set(CURLOPT_URL, url) }
        setTimeout(timeout)
        isConsumed = false
    }

    static func from(_ context: UnsafeMutableRawPointer) -> Transfer {
        unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    }

    // MARK: - The request

    /// Sets the URL.
    ///
    /// - Throws: ``HTTPClientError`` with `.invalidURL` for a space or a control character, which would end the request
    ///   line early.
    package func setURL(_ url: String) throws(HTTPClientError) {
        try HeaderLine.checkTarget(url)
        try easy.set(CURLOPT_URL, url)
        self.url = url
    }

    /// Sets the header fields.
    ///
    /// `Content-Length`, `Transfer-Encoding` and `Expect` are ignored: the transfer sets them.
    ///
    /// - Throws: ``HTTPClientError`` with `.invalidRequest` for an invalid name or value.
    package func setHeaders(_ fields: [(name: String, value: String)]) throws(HTTPClientError) {
        for (name, value) in fields where !HeaderLine.isName(name) || !HeaderLine.isValue(value) {
            throw HTTPClientError(.invalidRequest, "A header field has a character that HTTP does not allow there.")
        }
        self.fields = fields
        try applyHeaders()
    }

    private func applyHeaders() throws(HTTPClientError) {
        var list = CurlList()
        var hasContentType = false
        var hasAccept = false
        for (name, value) in fields where !HeaderLine.isFraming(name) {
            if HeaderLine.equal(name, "content-type") { hasContentType = true }
            if HeaderLine.equal(name, "accept") { hasAccept = true }
            // libcurl removes the field for "Name:"; "Name;" is a field with an empty value.
            try list.append(value.isEmpty ? "\(name);" : "\(name): \(value)")
        }
        // Suppress libcurl's own fields. It compares every line with its known fields, so add only those that are needed.
        if sendsBody {
            try list.append("Expect:")
            if !hasContentType { try list.append("Content-Type:") }
        }
        if options.isTransparent, !hasAccept { try list.append("Accept:") }
        if case .channel = body { try list.append("Transfer-Encoding: chunked") }
        easy.setHeaders(list)
    }

    /// Sets the method and the body.
    ///
    /// - Throws: ``HTTPClientError`` with `.invalidRequest` for a method that is not a token.
    package func setMethod(_ method: String, body: Body = .none) throws(HTTPClientError) {
        guard HeaderLine.isName(method) else {
            throw HTTPClientError(.invalidRequest, "The method is not a token.")
        }
        let wasChunked = self.body.isChunked
        let sentBody = sendsBody
        self.body = body
        sendsBody = !body.isNone || Self.methodsWithBody.contains(method)
        if isConsumed { try replaceHandle() }
        if body.isChunked || wasChunked || sendsBody != sentBody { try applyHeaders() }
        switch body {
        case .none:
            try easy.setBodyCopy(nil)
            if method == "HEAD" {
                easy.set(CURLOPT_NOBODY, 1)
                try easy.set(CURLOPT_CUSTOMREQUEST, nil)
            } else if sendsBody {
                easy.set(CURLOPT_POST, 1)
                try easy.setBodyCopy([])
                try easy.set(CURLOPT_CUSTOMREQUEST, method == "POST" ? nil : method)
            } else {
                easy.set(CURLOPT_HTTPGET, 1)
                try easy.set(CURLOPT_CUSTOMREQUEST, method == "GET" ? nil : method)
            }
        case .bytes(let bytes):
            easy.set(CURLOPT_POST, 1)
            if bytes.count <= Self.copyLimit {
                try easy.setBodyCopy(bytes)
            } else {
                try easy.setBodyCopy(nil)
                easy.set(CURLOPT_POSTFIELDSIZE_LARGE, offset: Int64(bytes.count))
            }
            try easy.set(CURLOPT_CUSTOMREQUEST, method == "POST" ? nil : method)
        case .channel:
            easy.set(CURLOPT_POST, 1)
            try easy.setBodyCopy(nil)
            easy.set(CURLOPT_POSTFIELDSIZE_LARGE, offset: -1)
            unsafe easy.setTrailerCallback(
                TransferCallbacks.trailer,
                context: Unmanaged.passUnretained(self).toOpaque()
            )
            try easy.set(CURLOPT_CUSTOMREQUEST, method == "POST" ? nil : method)
        }
    }

    /// Sets the timeout of the whole transfer; `nil` is unlimited.
    package func setTimeout(_ timeout: Duration?) {
        self.timeout = timeout
        easy.set(CURLOPT_TIMEOUT_MS, timeout.map { max(1, $0.inMilliseconds) } ?? 0)
    }

    /// The maximum size of a body that is copied to libcurl, which sends it together with the head.
    private static let copyLimit = 64 * 1024

    /// Releases bodies and channels.
    func releaseBodies() {
        body = .none
        sink = .buffer
        piece = []
        trailers = []
        responseBody = []
    }

    // MARK: - The response

    /// Returns the response's body and removes it.
    package func takeResponseBody() -> [UInt8] {
        let bytes = responseBody
        responseBody = []
        return bytes
    }
}
