// What a function needs and the URL does not say. URL, environment and service file always have priority.
extension PostgresParameters {
    /// Adds the encoding, the name of the application and the keep-alives.
    mutating func addDefaults(environment: [String: String]) {
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
    }

    /// Adds `sslmode` and `sslrootcert`.
    ///
    /// - A deployed function verifies the server's certificate and its name, unless the server is on the same machine.
    /// - `verify-full` trusts `~/.postgresql/root.crt` where it exists, as libpq does; otherwise the file that
    ///   `SSL_CERT_FILE` names, or the public authorities of the system. `verify-ca` does not check the name, so anyone
    ///   with a public certificate would pass: it never trusts the public authorities.
    mutating func addTransportSecurity(
        isLocal: Bool,
        environment: [String: String],
        isReadable: (String) -> Bool
    ) {
        if self["sslmode"] == nil, environment["PGSSLMODE"] == nil, !isLocal, Self.isDeployed(environment) {
            self["sslmode"] = "verify-full"
        }
        guard (self["sslmode"] ?? environment["PGSSLMODE"]) == "verify-full", self["sslrootcert"] == nil,
            environment["PGSSLROOTCERT"] == nil
        else { return }
        if let home = environment["HOME"], !home.isEmpty, isReadable(home + "/.postgresql/root.crt") { return }
        if let file = environment["SSL_CERT_FILE"], !file.isEmpty {
            self["sslrootcert"] = file
        } else {
            self["sslrootcert"] = Self.certificateFiles.first(where: isReadable)
        }
    }

    /// Adds `tcp_user_timeout`, and in front of the other options the time-outs that the server enforces.
    ///
    /// The server applies the last of several values, so those of the URL and of `PGOPTIONS` have priority.
    mutating func add(_ guards: Database.ServerGuards, environment: [String: String], includingOptions: Bool) {
        if let timeout = guards.tcpUserTimeout, self["tcp_user_timeout"] == nil {
            self["tcp_user_timeout"] = "\(Self.milliseconds(timeout))"
        }
        let options = guards.settings.map { "-c \($0.name)=\($0.value)" }
        guard includingOptions, !options.isEmpty else { return }
        let others = self["options"] ?? environment["PGOPTIONS"] ?? ""
        self["options"] = (options + (others.isEmpty ? [] : [others])).joined(separator: " ")
    }

    /// Whether the URL or the environment chooses a time zone for the session.
    func choosesTimeZone(environment: [String: String]) -> Bool {
        let options = self["options"] ?? environment["PGOPTIONS"] ?? ""
        return options.lowercased().contains("timezone=") || environment["PGTZ"]?.isEmpty == false
    }

    /// Whether a platform with the Lambda runtime API runs this process.
    static func isDeployed(_ environment: [String: String]) -> Bool {
        ["AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_RUNTIME_API"].contains { environment[$0]?.isEmpty == false }
    }

    static func milliseconds(_ duration: Duration) -> Int64 {
        // 0 would turn the time-out off, and the server accepts at most a 32-bit number.
        let milliseconds: Double = duration / .milliseconds(1)
        return Int64(min(max(1, milliseconds), Double(Int32.max)))
    }

    /// Where the certificates of public authorities are.
    ///
    /// In this order: Debian and Alpine, Amazon Linux and Fedora, Alpine without the package, openSUSE. libpq itself looks
    /// only into the home folder.
    static let certificateFiles = [
        "/etc/ssl/certs/ca-certificates.crt",
        "/etc/pki/tls/certs/ca-bundle.crt",
        "/etc/ssl/cert.pem",
        "/etc/ssl/ca-bundle.pem",
    ]
}
