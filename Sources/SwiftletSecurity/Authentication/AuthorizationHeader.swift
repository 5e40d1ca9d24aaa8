import Swiftlet

/// The value of an `Authorization` header field: a scheme and its credentials (RFC 9110, section 11.6.2).
struct AuthorizationHeader {
    private let scheme: String
    /// The text after the scheme, without surrounding spaces.
    let credentials: String

    /// - Returns: `nil` if the request has no such field, more than one, or one without credentials.
    init?(_ request: Request) {
        let values = request.headers(named: .authorization)
        guard values.count == 1, let value = values.first else { return nil }
        // By bytes: tokens are long, and grapheme breaking would take longer than verifying the signature.
        guard let space = value.utf8.firstIndex(of: Self.space) else { return nil }
        let credentials = value.utf8[space...].drop { $0 == Self.space }
        guard let last = credentials.lastIndex(where: { $0 != Self.space }) else { return nil }
        self.scheme = String(value[..<space])
        self.credentials = String(Substring(credentials[...last]))
    }

    /// Whether the scheme is `name`, ignoring ASCII case (RFC 9110, section 11.1).
    func isScheme(_ name: String) -> Bool {
        scheme.hasSameBytesIgnoringASCIICase(as: name)
    }

    /// The bearer token, or `nil` for another scheme or a token with a space (RFC 6750, section 2.1).
    var bearerToken: String? {
        isScheme("bearer") && !credentials.utf8.contains(Self.space) ? credentials : nil
    }

    private static let space = UInt8(ascii: " ")
}
