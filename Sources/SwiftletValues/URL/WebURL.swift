/// An absolute URL, parsed and serialized like in browsers (the WHATWG URL standard).
///
/// ```swift
/// let url = WebURL("https://Example.com:443/a/../b")
/// let origin = url?.origin  // "https://example.com"
/// ```
///
/// URLs are normalized, so that equivalent URLs are equal: the scheme and the host are in lowercase, the scheme's default port
/// is omitted, dot segments are resolved, and reserved characters are percent-encoded.
public struct WebURL: Sendable, Hashable {
    /// The scheme without the colon: `https`.
    public internal(set) var scheme: String
    /// The percent-encoded user name; empty if absent.
    public internal(set) var username = ""
    /// The percent-encoded password; empty if absent.
    public internal(set) var password = ""
    /// The host: an ASCII domain, an IPv4 address, or an IPv6 address in brackets; `nil` if the URL has no host.
    public internal(set) var host: String?
    /// The port, or `nil` for the scheme's default port.
    public internal(set) var port: Int?
    /// The percent-encoded path.
    public internal(set) var path = ""
    /// The query without the question mark, or `nil`.
    public internal(set) var query: String?
    /// The fragment without the hash sign, or `nil`.
    public internal(set) var fragment: String?

    /// Creates a URL from a string, or returns `nil` if the string is not a valid absolute URL.
    public init?(_ text: String) {
        guard let url = try? WebURL(parsing: text) else { return nil }
        self = url
    }

    init(scheme: String) {
        self.scheme = scheme
    }

    /// Whether the scheme is `http` or `https`.
    public var isHTTP: Bool { scheme == "http" || scheme == "https" }

    /// The origin as in the `Origin` header: scheme, host and port; `null` for schemes other than `http` and `https`.
    public var origin: String {
        guard isHTTP, let host else { return "null" }
        return "\(scheme)://\(host)\(port.map { ":\($0)" } ?? "")"
    }
}

extension WebURL: LosslessStringConvertible {
    /// The serialized URL.
    public var description: String {
        var text = "\(scheme):"
        if let host {
            text += "//"
            if !username.isEmpty || !password.isEmpty {
                text += username
                if !password.isEmpty { text += ":\(password)" }
                text += "@"
            }
            text += host
            if let port { text += ":\(port)" }
        } else if path.hasPrefix("//") {
            // Two slashes would start an authority.
            text += "/."
        }
        text += path
        if let query { text += "?\(query)" }
        if let fragment { text += "#\(fragment)" }
        return text
    }
}
