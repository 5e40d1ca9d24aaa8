// Defaults for a function. The URL, the environment and the service file take precedence.
extension PostgresParameters {
    /// Adds the client encoding, the application name and the keepalive settings.
    mutating func addDefaults(environment: [String: String]) {
        let defaults = [
            ("client_encoding", "UTF8"),
            ("fallback_application_name", "swiftlet"),
            // Looking for Kerberos tickets costs time at every start.
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
    /// - A deployed function verifies the server's certificate and host name, unless the server runs on the same machine.
    /// - `verify-full` trusts `~/.postgresql/root.crt` if it exists, like libpq; otherwise the file in `SSL_CERT_FILE`, or
    ///   the system's CA certificates. `verify-ca` does not verify the host name, so anyone with a publicly trusted
    ///   certificate would pass: it never uses the system's CA certificates.
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

    /// Adds `tcp_user_timeout`, and prepends the server-side timeouts to the other options.
    ///
    /// The server applies the last of several values, so those of the URL and of `PGOPTIONS` take precedence.
    mutating func add(_ timeouts: Database.ServerTimeouts, environment: [String: String], includingOptions: Bool) {
        if let timeout = timeouts.tcpUserTimeout, self["tcp_user_timeout"] == nil {
            self["tcp_user_timeout"] = "\(Self.milliseconds(timeout))"
        }
        let options = timeouts.settings.map { "-c \($0.name)=\($0.value)" }
        guard includingOptions, !options.isEmpty else { return }
        let others = self["options"] ?? environment["PGOPTIONS"] ?? ""
        self["options"] = (options + (others.isEmpty ? [] : [others])).joined(separator: " ")
    }

    /// Returns whether the URL or the environment sets the time zone of the session.
    func choosesTimeZone(environment: [String: String]) -> Bool {
        let options = self["options"] ?? environment["PGOPTIONS"] ?? ""
        return options.lowercased().contains("timezone=") || environment["PGTZ"]?.isEmpty == false
    }

    /// Returns whether the process runs on a platform with the Lambda runtime API.
    static func isDeployed(_ environment: [String: String]) -> Bool {
        ["AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_RUNTIME_API"].contains { environment[$0]?.isEmpty == false }
    }

    static func milliseconds(_ duration: Duration) -> Int64 {
        // 0 would disable the timeout, and the server accepts at most a 32-bit number.
        let milliseconds: Double = duration / .milliseconds(1)
        return Int64(min(max(1, milliseconds), Double(Int32.max)))
    }

    /// The paths of the system's CA bundle.
    ///
    /// In this order: Debian and Alpine, Amazon Linux and Fedora, Alpine without the package, openSUSE. libpq itself looks
    /// only in the home directory.
    static let certificateFiles = [
        "/etc/ssl/certs/ca-certificates.crt",
        "/etc/pki/tls/certs/ca-bundle.crt",
        "/etc/ssl/cert.pem",
        "/etc/ssl/ca-bundle.pem",
    ]
}
