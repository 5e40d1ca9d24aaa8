import CCurl

/// The options of a transfer, for all its requests.
package struct TransferOptions: Sendable {
    /// The timeout for opening a connection, TLS included.
    package var connectTimeout: Duration = .seconds(10)
    /// Whether the transfer is for `https` URLs.
    package var isSecure = false
    /// Whether `http_proxy` and the other proxy variables apply.
    package var usesEnvironmentProxy = true
    /// Whether dot segments in the path are kept, and `Accept` is not added.
    var isTransparent = false
    /// The maximum number of redirects to follow.
    package var maxRedirects = 0
    /// Whether HTTP/2 is offered on TLS connections.
    package var allowsHTTP2 = false
    /// The path of the trusted certificates in PEM format; `nil` is the system's.
    package var certificateFile: String?
    /// A transfer that is slower for `stallTimeout` is aborted; 0 is unlimited.
    package var minimumBytesPerSecond = 0
    /// See `minimumBytesPerSecond`.
    package var stallTimeout: Duration = .seconds(30)
    /// The maximum idle time of a connection that is reused.
    package var maxIdleTime: Duration = .seconds(30)
    /// Whether the transfer only opens a connection, and keeps it open for its own lifetime.
    var connectsOnly = false

    package init() {}

    func apply(to easy: borrowing CurlEasy) throws(HTTPClientError) {
        // A library must not change the process's signal handling.
        easy.set(CURLOPT_NOSIGNAL, 1)
        // Otherwise libcurl joins the resolver thread when the transfer ends, which blocks the loop until the resolver
        // times out. See https://curl.se/libcurl/c/CURLOPT_QUICK_EXIT.html.
        easy.set(CURLOPT_QUICK_EXIT, 1)
        easy.recordSockets()
        easy.set(CURLOPT_TCP_NODELAY, 1)
        // In whole seconds, rounded up; 0 would be libcurl's default of 118.
        easy.set(CURLOPT_MAXAGE_CONN, max(1, (maxIdleTime.inMilliseconds + 999) / 1000))
        easy.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        easy.set(CURLOPT_SSL_VERIFYPEER, 1)
        easy.set(CURLOPT_SSL_VERIFYHOST, 2)
        easy.set(CURLOPT_HTTP_VERSION, allowsHTTP2 ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1)
        try easy.set(CURLOPT_PROTOCOLS_STR, "http,https")
        // Data that was sent over TLS must not be sent again in clear text.
        try easy.set(CURLOPT_REDIR_PROTOCOLS_STR, isSecure ? "https" : "http,https")
        easy.set(CURLOPT_CONNECTTIMEOUT_MS, max(1, connectTimeout.inMilliseconds))
        // An empty string disables the environment's proxies.
        try easy.set(CURLOPT_PROXY, usesEnvironmentProxy ? nil : "")
        easy.set(CURLOPT_PATH_AS_IS, isTransparent ? 1 : 0)
        easy.set(CURLOPT_FOLLOWLOCATION, maxRedirects > 0 ? 1 : 0)
        easy.set(CURLOPT_MAXREDIRS, maxRedirects)
        if let certificateFile { try easy.set(CURLOPT_CAINFO, certificateFile) }
        if minimumBytesPerSecond > 0 {
            easy.set(CURLOPT_LOW_SPEED_LIMIT, minimumBytesPerSecond)
            easy.set(CURLOPT_LOW_SPEED_TIME, max(1, (stallTimeout.inMilliseconds + 999) / 1000))
        }
        if connectsOnly { easy.set(CURLOPT_CONNECT_ONLY, 1) }
    }
}

extension Duration {
    /// Whole milliseconds, rounded up: a wait must not end before its deadline.
    ///
    /// Clamped to the range of a non-negative C `int`.
    var inMilliseconds: Int {
        guard self > .zero else { return 0 }
        guard self < .milliseconds(Int32.max) else { return Int(Int32.max) }
        let (seconds, attoseconds) = components
        return Int(seconds) * 1000 + Int((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}
