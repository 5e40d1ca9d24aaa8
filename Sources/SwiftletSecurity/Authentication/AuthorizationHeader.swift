import Swiftlet

/// What an `Authorization` field says: a scheme and what follows it (RFC 9110, section 11.6.2).
struct AuthorizationHeader {
    private let scheme: String
    /// What follows, without spaces around it.
    let credentials: String

    /// - Returns: `nil` where the request has no such field, more than one, or one without credentials.
    init?(_ request: Request) {
        let values = request.headers(named: .authorization)
        guard values.count == 1, let value = values.first else { return nil }
        // By bytes: a token is long, and to find the characters in it would take longer than to verify it.
        guard let space = value.utf8.firstIndex(of: Self.space) else { return nil }
        let credentials = value.utf8[space...].drop { $0 == Self.space }
        guard let last = credentials.lastIndex(where: { $0 != Self.space }) else { return nil }
        self.scheme = String(value[..<space])
        self.credentials = String(Substring(credentials[...last]))
    }

    /// Whether this is the scheme, in whatever case (RFC 9110, section 11.1).
    func isScheme(_ name: String) -> Bool {
        scheme.hasSameBytesIgnoringASCIICase(as: name)
    }

    /// The credentials of a bearer token, which hold no space (RFC 6750, section 2.1).
    var bearerToken: String? {
        isScheme("bearer") && !credentials.utf8.contains(Self.space) ? credentials : nil
    }

    private static let space = UInt8(ascii: " ")
}
