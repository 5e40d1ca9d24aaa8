import CCurl

/// One request and its reply, on one of libcurl's easy handles: prepared, performed, read, and prepared again.
///
/// What is set stays set: a caller that sends the same kind of request over and over changes only what differs.
/// A transfer is used by one task at a time, and not touched while it is under way.
// Guard: between performs only the caller touches it; from `EventLoop.submit` until its completion is called only the
// loop's thread does. It is handed over through the loop's lock, and back by the resumption of the task.
package final class Transfer: @unchecked Sendable {
    /// The bytes that follow the request's head.
    package enum Body: Sendable {
        /// No body.
        case none
        /// A body of known length.
        case bytes([UInt8])
        /// A body in chunks.
        case channel(UploadChannel)

        fileprivate var isChunked: Bool {
            if case .channel = self { true } else { false }
        }

        fileprivate var isNone: Bool {
            if case .none = self { true } else { false }
        }
    }

    /// Where the reply's body goes.
    enum Sink: Sendable {
        case buffer
        case channel(DownloadChannel)
    }

    var easy: CurlEasy
    var body = Body.none
    var sink = Sink.buffer
    let options: TransferOptions
    /// What was taken out of a `channel` body for libcurl.
    var piece: [UInt8] = []
    /// How much of that, or of a `bytes` body, libcurl has taken.
    var uploaded = 0
    /// What follows a `channel` body, once that has come to its end.
    var trailers: [UploadChannel.Trailer] = []
    /// How often the request was about to be written since the last reply.
    var attempts = 0
    /// Whether any part of a reply came.
    var hasReply = false
    var isTooLarge = false
    var isRefusedRetry = false
    var isHeadDelivered = false
    /// The body went out in chunks: neither it nor the handle can be used again.
    var isSpent = false
    private var url: String?
    private var fields: [(name: String, value: String)] = []
    /// Whether the request has a body, an empty one too.
    private var sendsBody = false
    /// Without a body these have an empty one, as RFC 9110 8.6 asks of methods that anticipate one.
    private static let methodsWithBody = ["POST", "PUT", "PATCH"]
    private var timeout: Duration?
    /// The number of the submission under way, by which the loop knows it.
    var ticket: UInt64 = 0
    /// Where it stands among the loop's transfers while it is under way.
    var place: Int?
    /// Called on the loop's thread when the transfer has ended.
    ///
    /// Set while the transfer is submitted.
    var completion: (@Sendable (Transfer, Result<Void, any Error>) -> Void)?

    /// The reply's status and header fields.
    package internal(set) var head = ReplyHead()
    /// The reply's body, unless it goes to a stream.
    package internal(set) var replyBody: [UInt8] = []
    /// The largest reply body that is accepted, in bytes.
    package var maxReplyBytes = Int.max
    /// Whether libcurl may send the request again when a connection that was kept open turns out to be dead before any
    /// byte of a reply.
    ///
    /// Right for what can be done twice.
    package var retriesOnStaleConnection = false

    /// Makes a transfer for any number of requests.
    ///
    /// - Throws: ``HTTPClientError`` with `.unavailable` when memory is short.
    package init(_ options: TransferOptions = TransferOptions()) throws(HTTPClientError) {
        easy = try CurlEasy()
        self.options = options
        try configure()
    }

    private func configure() throws(HTTPClientError) {
        try options.apply(to: easy)
        unsafe easy.setCallbacks(TransferCallbacks.all, context: Unmanaged.passUnretained(self).toOpaque())
    }

    /// Replaces the handle after a body in chunks.
    ///
    /// libcurl 7.88 keeps the state of the trailers from one use of a handle to the next, and then writes in front of
    /// its buffer. The connection is not the handle's: it stays open.
    private func renew() throws(HTTPClientError) {
        easy = try CurlEasy()
        try configure()
        if let url { try easy.set(CURLOPT_URL, url) }
        setTimeout(timeout)
        isSpent = false
    }

    static func from(_ context: UnsafeMutableRawPointer) -> Transfer {
        unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    }

    // MARK: The request

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
    /// The framing of the body is the transfer's business: `Content-Length`, `Transfer-Encoding` and `Expect` are left
    /// out.
    ///
    /// - Throws: ``HTTPClientError`` with `.invalidRequest` for a name or value that would break the message.
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
        for (name, value) in fields where !HeaderLine.isFraming(name) {
            if HeaderLine.equal(name, "content-type") { hasContentType = true }
            // libcurl takes "Name:" for the wish to leave a field out; "Name;" is a field without a value.
            try list.append(value.isEmpty ? "\(name);" : "\(name): \(value)")
        }
        // Each of these would otherwise be libcurl's own idea. It compares every line here with all that it knows, so
        // that none is there for nothing.
        if sendsBody {
            try list.append("Expect:")
            if !hasContentType { try list.append("Content-Type:") }
        }
        if case .channel = body { try list.append("Transfer-Encoding: chunked") }
        easy.setHeaders(list)
    }

    /// Sets method and body.
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
        if isSpent { try renew() }
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

    /// Limits the whole transfer, or with `nil` sets it free.
    package func setTimeout(_ timeout: Duration?) {
        self.timeout = timeout
        easy.set(CURLOPT_TIMEOUT_MS, timeout.map { max(1, $0.inMilliseconds) } ?? 0)
    }

    /// A body that libcurl has a copy of leaves in one segment with the head.
    ///
    /// A larger one is read piece by piece.
    private static let copyLimit = 64 * 1024

    /// Lets go of bodies and channels.
    func forget() {
        body = .none
        sink = .buffer
        piece = []
        trailers = []
        replyBody = []
    }

    // MARK: The reply

    /// The local port of the connection that was used, which tells connections apart.
    package var localPort: Int { easy.integer(CURLINFO_LOCAL_PORT) }

    /// Takes the reply's body, and leaves none.
    package func takeReplyBody() -> [UInt8] {
        let taken = replyBody
        replyBody = []
        return taken
    }
}
