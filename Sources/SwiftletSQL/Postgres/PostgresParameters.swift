import CPostgres

/// A parameter of the connection, such as `host`.
struct PostgresParameter: Equatable, Sendable {
    var keyword: String
    var value: String
}

/// What to connect to and how, see
/// https://www.postgresql.org/docs/15/libpq-connect.html#LIBPQ-PARAMKEYWORDS.
struct PostgresParameters: Equatable, Sendable {
    private(set) var list: [PostgresParameter]

    /// Reads a URL as libpq does.
    ///
    /// - Throws: ``SQLError`` with the code `invalidURL`. What libpq says of it is dropped: it quotes the URL, and with
    ///   it the password.
    init(url: String) throws(SQLError) {
        var message: UnsafeMutablePointer<CChar>?
        let options = unsafe PQconninfoParse(url, &message)
        defer {
            unsafe PQconninfoFree(options)
            unsafe PQfreemem(message)
        }
        guard var option = unsafe options else {
            throw SQLError(.invalidURL, "The PostgreSQL URL is not valid: postgres://user:password@host:port/database.")
        }
        var list: [PostgresParameter] = []
        while let keyword = unsafe option.pointee.keyword {
            if let value = unsafe option.pointee.val {
                list.append(
                    PostgresParameter(keyword: unsafe String(cString: keyword), value: unsafe String(cString: value))
                )
            }
            unsafe option += 1
        }
        self.list = list
    }

    subscript(keyword: String) -> String? {
        get { list.last { $0.keyword == keyword }?.value }
        set {
            list.removeAll { $0.keyword == keyword }
            if let newValue {
                list.append(PostgresParameter(keyword: keyword, value: newValue))
            }
        }
    }

    /// Adds what a function wants and the URL does not say.
    mutating func addDefaults(environment: [String: String], isReadable: (String) -> Bool) {
        let defaults = [
            ("client_encoding", "UTF8"),
            ("fallback_application_name", "swiftlet"),
            // Looking for Kerberos tickets costs files and time at every start.
            ("gssencmode", "disable"),
            ("keepalives_idle", "30"),
            ("keepalives_interval", "10"),
            ("keepalives_count", "3"),
        ]
        for (keyword, value) in defaults where self[keyword] == nil {
            guard keyword != "gssencmode" || environment["PGGSSENCMODE"] == nil else { continue }
            self[keyword] = value
        }
        let mode = self["sslmode"] ?? environment["PGSSLMODE"]
        guard mode == "verify-full" || mode == "verify-ca", self["sslrootcert"] == nil,
            environment["PGSSLROOTCERT"] == nil
        else { return }
        self["sslrootcert"] = Self.certificateFiles.first(where: isReadable)
    }

    /// Where the certificates of public authorities are.
    ///
    /// In this order: Debian and Alpine, Amazon Linux and Fedora, Alpine without
    /// the package, openSUSE. libpq itself looks only into the home folder.
    static let certificateFiles = [
        "/etc/ssl/certs/ca-certificates.crt",
        "/etc/pki/tls/certs/ca-bundle.crt",
        "/etc/ssl/cert.pem",
        "/etc/ssl/ca-bundle.pem",
    ]
}
