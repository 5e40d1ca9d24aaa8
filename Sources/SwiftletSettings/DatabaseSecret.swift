import Swiftlet

/// A database secret in the format of AWS Secrets Manager's rotation functions:
/// `{"host", "port", "username", "password", "dbname"}`, extended by `sslmode` and `sslrootcert`.
struct DatabaseSecret {
    /// The connection URL.
    let url: String

    init?(_ secret: JSON) {
        guard let host = secret["host"]?.string, let user = secret["username"]?.string else { return nil }
        var authority = Self.encoded(user)
        if let password = secret["password"]?.string { authority += ":" + Self.encoded(password) }
        // IPv6 addresses are enclosed in brackets (RFC 3986, section 3.2.2).
        authority += "@" + (host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host)
        if let port = secret["port"]?.int.map(String.init) ?? secret["port"]?.string { authority += ":" + port }
        // `dbInstanceIdentifier` is the name of the instance, not of a database.
        let name = secret["dbname"]?.string ?? "postgres"
        let parameters = ["sslmode", "sslrootcert"]
            .compactMap { keyword in secret[keyword]?.string.map { "\(keyword)=\(Self.encoded($0))" } }
        let query = parameters.isEmpty ? "" : "?" + parameters.joined(separator: "&")
        url = "postgres://\(authority)/\(Self.encoded(name))\(query)"
    }

    private static func encoded(_ text: String) -> String {
        PercentCoding.encode(text, allowing: .unreserved)
    }
}
