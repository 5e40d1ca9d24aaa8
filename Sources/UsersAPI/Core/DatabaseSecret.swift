import Swiftlet

/// A database's address and password in the form in which AWS Secrets Manager keeps and rotates them.
struct DatabaseSecret {
    /// The URL made of them.
    let url: String

    init?(_ secret: JSON) {
        guard let host = secret["host"]?.string, let user = secret["username"]?.string else { return nil }
        var authority = Self.encoded(user)
        if let password = secret["password"]?.string { authority += ":" + Self.encoded(password) }
        authority += "@" + host
        if let port = secret["port"]?.int.map(String.init) ?? secret["port"]?.string { authority += ":" + port }
        let name = secret["dbname"]?.string ?? secret["dbInstanceIdentifier"]?.string ?? "postgres"
        url = "postgres://\(authority)/\(Self.encoded(name))"
    }

    /// Percent-encodes all but the unreserved characters (RFC 3986, section 2.3).
    private static func encoded(_ text: String) -> String {
        text.utf8
            .map { byte in
                let character = Character(Unicode.Scalar(byte))
                let isUnreserved =
                    character.isASCII && (character.isLetter || character.isNumber || "-._~".contains(character))
                return isUnreserved
                    ? String(character) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
            .joined()
    }
}
