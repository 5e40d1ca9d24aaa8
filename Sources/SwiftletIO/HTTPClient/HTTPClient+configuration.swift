extension HTTPClient {
    /// How a client sends its requests.
    public struct Configuration: Sendable {
        /// Whether requests go through a proxy.
        public struct ProxyPolicy: Hashable, Sendable {
            private enum Value {
                case environment
                case none
            }

            private let value: Value

            /// Obeys `http_proxy`, `https_proxy`, `all_proxy` and `no_proxy`.
            public static let environment = ProxyPolicy(value: .environment)
            /// Connects to the server itself.
            public static let none = ProxyPolicy(value: .none)
        }

        /// The versions of HTTP that are spoken.
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

        /// The limit for making a connection, name lookup and TLS included.
        public var connectTimeout: Duration = .seconds(10)
        /// The limit for a whole exchange.
        ///
        /// `nil` is none. A request may have its own.
        public var timeout: Duration?
        /// Together with ``stallTimeout``: a slower transfer is given up.
        ///
        /// 0 bytes a second is no limit.
        public var minimumBytesPerSecond = 0
        /// How long a transfer may be slower than ``minimumBytesPerSecond``, in whole seconds.
        public var stallTimeout: Duration = .seconds(30)
        /// The largest body that ``HTTPClient/send(_:)`` accepts, in bytes.
        ///
        /// Streams have no limit.
        public var maxResponseBytes = 64 * 1024 * 1024
        /// How much of a streamed reply is held for a slow reader before the server is held back, in bytes.
        public var streamBufferBytes = 256 * 1024
        /// How long a connection may be idle and still be used for another request, in whole seconds.
        ///
        /// A server, or a load balancer before it, closes idle connections too. A request that meets a connection that was
        /// just closed is repeated only if its method is idempotent.
        public var maxIdleTime: Duration = .seconds(30)
        /// How many redirects are followed.
        ///
        /// 0: a redirect is the response. The method is kept in every redirect. On a redirect to another host `Authorization`
        /// and `Cookie` are not sent, but all other fields are, such as an API key in a field of its own: follow redirects only
        /// for servers that you trust with them. A redirect from `https` to `http` is an error.
        public var maxRedirects = 0
        /// Whether requests go through a proxy.
        public var proxy: ProxyPolicy = .environment
        /// The versions of HTTP that are spoken.
        public var version: Version = .http1
        /// A file of the certificates to trust, in PEM form.
        ///
        /// `nil` is the system's.
        ///
        /// There is no way to turn verification off.
        public var certificateFile: String?

        /// Makes the default configuration.
        public init() {}

        var options: TransferOptions {
            var options = TransferOptions()
            options.connectTimeout = connectTimeout
            options.usesEnvironmentProxy = proxy == .environment
            options.maxIdleTime = maxIdleTime
            options.maxRedirects = max(0, maxRedirects)
            options.allowsHTTP2 = version == .negotiated
            options.minimumBytesPerSecond = max(0, minimumBytesPerSecond)
            options.stallTimeout = stallTimeout
            return options
        }
    }
}
