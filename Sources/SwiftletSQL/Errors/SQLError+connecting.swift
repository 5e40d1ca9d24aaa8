// Errors of connection attempts.
extension SQLError {
    /// Creates the error for a message of libpq, which contains the SQLSTATE of the server's response, if there was one.
    ///
    /// The text may contain the host and the user, so it is not part of the message.
    static func cannotConnect(_ text: String) -> SQLError {
        let state = sqlState(in: text)
        // Quoted names may contain any words.
        let words = text.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
            .compactMap { $0.offset.isMultiple(of: 2) ? String($0.element) : nil }.joined()
        var error = SQLError(words, state)
        error.sqlState = state
        error.serverMessage = text
        return error
    }

    private init(_ words: String, _ state: String?) {
        let mentions = { (list: String...) in list.contains(where: words.contains) }
        switch state.map(Code.init(sqlState:)) {
        case .authenticationFailed?:
            self = .rejectedCredentials
        case .insufficientResources?:
            self.init(.insufficientResources, "The database server has no free connection slots; nothing was sent.")
        case nil where mentions("certificate", "SSL", "TLS"):
            self.init(
                .connectionFailed,
                """
                The TLS connection to the database server could not be established: the server does not support TLS, or its \
                certificate could not be verified. Set sslrootcert to the file with the CA certificate (for Amazon RDS, the \
                bundle of the region), or choose another sslmode, in the URL, the secret or PGSSLMODE. A deployed function \
                uses sslmode=verify-full by default.
                """
            )
        case nil where mentions("standby", "read-only"):
            self.init(
                .connectionFailed,
                "The database server does not match target_session_attrs; nothing was sent."
            )
        // Older versions of PgBouncer report every error as a protocol violation.
        case _
        where (state == nil || state == "08P01")
            && mentions("password", "authentication", "no such user", "no such database"):
            self = .rejectedCredentials
        case _ where state == "57P03":
            self.init(.connectionFailed, "The database server is starting up or shutting down; nothing was sent.")
        case nil:
            self.init(.connectionFailed, "Could not connect to the database server; nothing was sent.")
        case _?:
            self.init(.connectionFailed, "The database server rejected the connection; nothing was sent.")
        }
    }

    private static let rejectedCredentials = SQLError(
        .authenticationFailed,
        "The database server rejected the user, the password or the database name."
    )

    /// Returns the error for several failed attempts.
    static func cannotConnect(after failures: [SQLError]) -> SQLError {
        guard let last = failures.last else {
            return SQLError(.connectionFailed, "No time was left to connect to the database server.")
        }
        guard failures.count > 1 else { return last }
        var error = SQLError(
            last.code,
            "All \(failures.count) attempts to connect to a database server failed. The last error: \(last.message)"
        )
        error.sqlState = last.sqlState
        error.serverMessage = failures.compactMap(\.serverMessage).joined(separator: "\n")
        return error
    }

    /// Whether a startup option was rejected: PgBouncer and RDS Proxy accept none.
    var isRejectedOption: Bool {
        code == .connectionFailed && (sqlState == "08P01" || sqlState == "0A000")
    }

    /// Returns the SQLSTATE in a verbose message of libpq: `FATAL:  28P01: …`.
    private static func sqlState(in text: String) -> String? {
        for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
            var rest = line[...]
            while let colon = rest.firstIndex(of: UInt8(ascii: ":")) {
                rest = rest[colon...].dropFirst()
                let code = rest.drop { $0 == UInt8(ascii: " ") }.prefix(6)
                let isDigit = { (byte: UInt8) in (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
                let isLetter = { (byte: UInt8) in (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }
                // Every SQLSTATE contains a digit; severities such as FATAL do not.
                if code.count == 6, code.last == UInt8(ascii: ":"), code.contains(where: isDigit),
                    code.dropLast().allSatisfy({ isDigit($0) || isLetter($0) })
                {
                    return String(decoding: code.dropLast(), as: UTF8.self)
                }
            }
        }
        return nil
    }
}
