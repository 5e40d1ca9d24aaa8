internal import CCurl

/// What stays the same for every request of a transfer.
package struct TransferOptions: Sendable {
    /// The limit for making a connection, TLS included.
    package var connectTimeout: Duration = .seconds(10)
    /// Whether it is for `https` URLs.
    package var isSecure = false
    /// Whether `http_proxy` and its kin are obeyed.
    package var usesEnvironmentProxy = true
    /// How many redirects are followed.
    package var maxRedirects = 0
    /// Whether HTTP/2 is offered to servers behind TLS.
    package var allowsHTTP2 = false
    /// A file of trusted certificates in PEM form.
    ///
    /// `nil` is the system's.
    package var certificateFile: String?
    /// A transfer slower than this many bytes a second for `stallTimeout` is given up.
    ///
    /// 0 is no limit.
    package var minimumBytesPerSecond = 0
    /// See `minimumBytesPerSecond`.
    package var stallTimeout: Duration = .seconds(30)
    /// How long a connection may be idle and still be used for another request.
    package var maxIdleTime: Duration = .seconds(30)
    /// Whether a transfer only makes a connection, which is kept for as long as the transfer.
    var connectsOnly = false

    package init() {}

    func apply(to easy: borrowing CurlEasy) throws(HTTPClientError) {
        // Signals belong to the process, not to a library in it.
        easy.set(CURLOPT_NOSIGNAL, 1)
        // Otherwise libcurl joins the thread of a name look-up when the transfer ends, and the loop waits with it for as long
        // as the resolver takes. See https://curl.se/libcurl/c/CURLOPT_QUICK_EXIT.html.
        easy.set(CURLOPT_QUICK_EXIT, 1)
        easy.setCloseOnExec()
        easy.set(CURLOPT_TCP_NODELAY, 1)
        // In whole seconds, rounded up; 0 would be libcurl's default of 118.
        easy.set(CURLOPT_MAXAGE_CONN, max(1, (maxIdleTime.inMilliseconds + 999) / 1000))
        easy.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        easy.set(CURLOPT_SSL_VERIFYPEER, 1)
        easy.set(CURLOPT_SSL_VERIFYHOST, 2)
        easy.set(CURLOPT_HTTP_VERSION, allowsHTTP2 ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1)
        try easy.set(CURLOPT_PROTOCOLS_STR, "http,https")
        // What was sent encrypted is not sent again in clear text.
        try easy.set(CURLOPT_REDIR_PROTOCOLS_STR, isSecure ? "https" : "http,https")
        easy.set(CURLOPT_CONNECTTIMEOUT_MS, max(1, connectTimeout.inMilliseconds))
        // An empty name is not the default: it turns off the proxies of the environment.
        try easy.set(CURLOPT_PROXY, usesEnvironmentProxy ? nil : "")
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
    /// Never negative, and never so large that a C `int` cannot hold it.
    var inMilliseconds: Int {
        guard self > .zero else { return 0 }
        guard self < .milliseconds(Int32.max) else { return Int(Int32.max) }
        let (seconds, attoseconds) = components
        return Int(seconds) * 1000 + Int((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}
