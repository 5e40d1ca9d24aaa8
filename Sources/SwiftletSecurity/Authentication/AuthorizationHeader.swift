import Swiftlet

/// What an `Authorization` field says: a scheme and what follows it (RFC 9110, section 11.6.2).
struct AuthorizationHeader {
    /// The scheme, in lower case.
    let scheme: String
    /// What follows, without spaces around it.
    let credentials: String

    /// - Returns: `nil` where the request has no such field, more than one, or one without credentials.
    init?(_ request: Request) {
        let values = request.headers[values: .authorization]
        guard values.count == 1, let value = values.first, let space = value.firstIndex(of: " ") else { return nil }
        let credentials = value[space...].drop { $0 == " " }
        guard !credentials.isEmpty else { return nil }
        self.scheme = value[..<space].lowercased()
        self.credentials = String(credentials.reversed().drop { $0 == " " }.reversed())
    }

    /// The credentials of a bearer token, which hold no space (RFC 6750, section 2.1).
    var bearerToken: String? {
        scheme == "bearer" && !credentials.contains(" ") ? credentials : nil
    }
}
