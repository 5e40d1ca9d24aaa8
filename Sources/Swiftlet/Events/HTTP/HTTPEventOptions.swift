/// Options for decoding HTTP events and encoding responses.
package struct HTTPEventOptions: Sendable, Hashable {
    /// The base path mapping of a custom domain, such as `/v1`, or empty.
    ///
    /// It is removed from the beginning of a request's path, at a segment boundary, and prepended to paths that are sent to
    /// the client. It never ends with a slash.
    package let basePath: String
    /// The number of trusted proxies in front of the function, at least 1 for the platform's own gateway or load balancer.
    ///
    /// The client address is this many entries from the right of `X-Forwarded-For`, whose last entry is the address seen by
    /// the platform. Entries further to the left can be forged by the client.
    package let trustedProxies: Int
    /// The maximum request body size in bytes, or `nil` for the platform's limit.
    package let maximumBodySize: Int?
    /// Additional content types whose response bodies are sent as text if they are UTF-8, in lower case, without parameters.
    package let textTypes: Set<String>

    /// Creates options.
    ///
    /// - Parameters:
    ///   - basePath: The base path mapping of a custom domain, with or without leading and trailing slashes.
    ///   - trustedProxies: The number of trusted proxies in front of the function: 1 without a CDN, 2 with CloudFront.
    ///   - maximumBodySize: The maximum request body size in bytes.
    ///   - textTypes: Additional content types whose response bodies are sent as text.
    package init(
        basePath: String = "",
        trustedProxies: Int = 1,
        maximumBodySize: Int? = nil,
        textTypes: [String] = []
    ) {
        let path = basePath.split(separator: "/").joined(separator: "/")
        self.basePath = path.isEmpty ? "" : "/" + path
        self.trustedProxies = max(1, trustedProxies)
        self.maximumBodySize = maximumBodySize
        self.textTypes = Set(textTypes.map(MediaType.essence))
    }
}
