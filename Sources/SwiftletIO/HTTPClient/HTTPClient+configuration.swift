extension HTTPClient {
    /// The configuration of a client.
    public struct Configuration: Sendable {
        /// The proxy policy.
        public struct ProxyPolicy: Hashable, Sendable {
            private enum Value {
                case environment
                case none
            }

            private let value: Value

            /// Uses `http_proxy`, `https_proxy`, `all_proxy` and `no_proxy`.
            public static let environment = ProxyPolicy(value: .environment)
            /// Connects to the server directly.
            public static let none = ProxyPolicy(value: .none)
        }

        /// The HTTP versions to use.
        public struct Version: Hashable, Sendable {
            private enum Value {
                case http1
                case negotiated
            }

            private let value: Value

            /// HTTP/1.1 only.
            public static let http1 = Version(value: .http1)
            /// HTTP/2 with servers that offer it on a TLS connection, and otherwise HTTP/1.1.
            public static let negotiated = Version(value: .negotiated)
        }

        /// The timeout for opening a connection, name resolution and TLS included.
        public var connectTimeout: Duration = .seconds(10)
        /// The timeout for a whole request; `nil` is unlimited.
        ///
        /// ``HTTPClientRequest/timeout`` overrides it.
        public var timeout: Duration?
        /// The minimum transfer rate, together with ``stallTimeout``: a slower transfer is aborted.
        ///
        /// 0 is unlimited.
        public var minimumBytesPerSecond = 0
        /// The time for which a transfer may be slower than ``minimumBytesPerSecond``, in whole seconds.
        public var stallTimeout: Duration = .seconds(30)
        /// The maximum body size of ``HTTPClient/send(_:)`` in bytes; streams have no limit.
        public var maxResponseBytes = 64 * 1024 * 1024
        /// The buffer size of a streamed response in bytes; when it is full, back pressure is applied to the server.
        public var streamBufferBytes = 256 * 1024
        /// The maximum idle time of a connection that is reused, in whole seconds.
        ///
        /// Servers and load balancers close idle connections too. A request on a connection that was just closed is retried
        /// only if its method is idempotent.
        public var maxIdleTime: Duration = .seconds(30)
        /// The maximum number of redirects to follow; with 0, a redirect is returned as the response.
        ///
        /// The method is kept in every redirect. On a redirect to another host `Authorization` and `Cookie` are not sent, but
        /// all other fields are, such as an API key in a custom field: follow redirects only for servers that you trust with
        /// them. A redirect from `https` to `http` is an error.
        public var maxRedirects = 0
        /// The proxy policy.
        public var proxy: ProxyPolicy = .environment
        /// The HTTP versions to use.
        public var version: Version = .http1
        /// The path of the trusted certificates in PEM format; `nil` is the system's.
        ///
        /// Verification cannot be disabled.
        public var certificateFile: String?

        /// Whether requests are sent exactly as given, for proxies: libcurl would remove dot segments from the path and add
        /// `Accept`.
        package var isTransparent = false

        /// Creates the default configuration.
        public init() {}

        var options: TransferOptions {
            var options = TransferOptions()
            options.connectTimeout = connectTimeout
            options.usesEnvironmentProxy = proxy == .environment
            options.isTransparent = isTransparent
            options.maxIdleTime = maxIdleTime
            options.maxRedirects = max(0, maxRedirects)
            options.allowsHTTP2 = version == .negotiated
            options.minimumBytesPerSecond = max(0, minimumBytesPerSecond)
            options.stallTimeout = stallTimeout
            return options
        }
    }
}
