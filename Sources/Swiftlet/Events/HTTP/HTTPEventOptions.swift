/// What an event does not say of itself about how it came to the function.
public struct HTTPEventOptions: Sendable, Hashable {
    /// A path of a custom domain that is mapped to the function, such as `/v1`, or empty.
    ///
    /// It is taken off a request's path where the path begins with it, up to a `/` or the end, and put back in front of
    /// what is sent to the client. It never ends with a slash.
    public let basePath: String
    /// How many proxies in front of the function are trusted, at least 1: the platform's own gateway or load balancer.
    ///
    /// The client's address is that many entries from the right of `X-Forwarded-For`, in which the address that the
    /// platform itself saw is the last. What is further left is only what the client claims.
    public let trustedProxies: Int
    /// The longest body a request may have in bytes, or `nil` for whatever the platform delivers.
    public let maximumBodySize: Int?
    /// Content types, beside the known ones, whose response bodies are sent as text where they are UTF-8: in lower case,
    /// without parameters.
    public let textTypes: Set<String>

    /// Creates options.
    ///
    /// - Parameters:
    ///   - basePath: a path of a custom domain that is mapped to the function, with or without slashes around it.
    ///   - trustedProxies: how many proxies in front of the function are trusted: 1 without a CDN, 2 behind CloudFront.
    ///   - maximumBodySize: the longest body in bytes.
    ///   - textTypes: content types whose response bodies are sent as text, beside the known ones.
    public init(
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
