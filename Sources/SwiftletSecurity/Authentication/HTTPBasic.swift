public import Swiftlet

/// A name and a password: `Authorization: Basic …` (RFC 7617, in UTF-8).
///
/// Compare the password with ``ConstantTime/equal(_:_:)-(String,String)``, or verify it against a ``PasswordHash``.
public struct HTTPBasic: Credential {
    /// A name and a password.
    public typealias Value = Login

    /// A name and a password.
    public struct Login: Sendable {
        /// The name: without a colon.
        public let username: String
        /// The password.
        public let password: Secret<String>
    }

    /// What `WWW-Authenticate` asks for: `Basic`, with the realm.
    public let challenge: String
    /// HTTP authentication with the scheme `basic`.
    public let scheme: SecurityScheme

    /// Creates the input.
    ///
    /// - Parameters:
    ///   - realm: what the password opens, as browsers show it.
    ///   - name: the name under which the document lists the scheme.
    public init(realm: String = "api", name: String = "HTTPBasic") {
        // By scalars: a quote with a combining mark behind it is another character, and still ends the text.
        let quoted = realm.unicodeScalars.reduce(into: "") { text, scalar in
            if scalar == "\\" || scalar == "\"" { text.unicodeScalars.append("\\") }
            text.unicodeScalars.append(scalar)
        }
        self.challenge = "Basic realm=\"\(quoted)\", charset=\"UTF-8\""
        self.scheme = SecurityScheme(name: name, definition: ["type": "http", "scheme": "basic"])
    }

    /// The name and password.
    public func credential(in request: Request) -> Login? {
        guard
            let header = AuthorizationHeader(request), header.isScheme("basic"),
            let bytes = Base64.decode(header.credentials),
            let text = String(validating: bytes, as: UTF8.self),
            // As a character a colon may be one with the accent that begins a password.
            let colon = text.unicodeScalars.firstIndex(of: ":"),
            !text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7f })
        else { return nil }
        return Login(
            username: String(text[..<colon]),
            password: Secret(String(text[text.unicodeScalars.index(after: colon)...]))
        )
    }
}
