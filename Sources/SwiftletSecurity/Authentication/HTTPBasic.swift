public import Swiftlet

/// A username and password: `Authorization: Basic …` (RFC 7617, in UTF-8).
///
/// ```swift
/// let byPassword = Endpoint(.get, "/metrics", HTTPBasic(realm: "metrics")) { login in
///     guard ConstantTime.equal(login.password.revealed, expected) else { throw HTTPError(.forbidden) }
/// }
/// ```
///
/// Compare the password with ``ConstantTime/equal(_:_:)-(String,String)``, or verify it against a ``PasswordHash``.
public struct HTTPBasic: Credential {
    /// A username and password.
    public typealias Value = Login

    /// A username and password.
    public struct Login: Sendable {
        /// The username, which has no colon.
        public let username: String
        /// The password.
        public let password: Secret<String>
    }

    /// The `WWW-Authenticate` challenge: `Basic`, with the realm.
    public let challenge: String
    /// The OpenAPI security scheme: HTTP authentication with the scheme `basic`.
    public let scheme: SecurityScheme

    /// Creates the input.
    ///
    /// - Parameters:
    ///   - realm: The protection space (RFC 9110, section 11.5), which browsers may display.
    ///   - name: The name of the scheme in the OpenAPI document.
    public init(realm: String = "api", name: String = "HTTPBasic") {
        // By scalars: a quote followed by a combining mark is one `Character`, but would still end the quoted string.
        let quoted = realm.unicodeScalars.reduce(into: "") { text, scalar in
            if scalar == "\\" || scalar == "\"" { text.unicodeScalars.append("\\") }
            text.unicodeScalars.append(scalar)
        }
        self.challenge = "Basic realm=\"\(quoted)\", charset=\"UTF-8\""
        self.scheme = SecurityScheme(name: name, definition: ["type": "http", "scheme": "basic"])
    }

    /// Returns the username and password, or `nil` if they are absent or malformed.
    public func credential(in request: Request) -> Login? {
        guard
            let header = AuthorizationHeader(request), header.isScheme("basic"),
            let bytes = Base64.decode(header.credentials),
            let text = String(validating: bytes, as: UTF8.self),
            // By scalars: a colon followed by a combining mark is one `Character`.
            let colon = text.unicodeScalars.firstIndex(of: ":"),
            !text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7f })
        else { return nil }
        return Login(
            username: String(text[..<colon]),
            password: Secret(String(text[text.unicodeScalars.index(after: colon)...]))
        )
    }
}
