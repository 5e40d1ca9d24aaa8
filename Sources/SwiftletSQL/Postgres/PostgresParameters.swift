import CPostgres

/// The connection parameters; see
/// https://www.postgresql.org/docs/15/libpq-connect.html#LIBPQ-PARAMKEYWORDS.
struct PostgresParameters: Equatable, Sendable {
    private(set) var list: [PostgresParameter]

    /// The value of `pooler` in the URL, which is not a parameter of libpq.
    private(set) var pooler: Database.Pooler?

    /// Parses a URL as libpq does, after removing `pooler`.
    ///
    /// - Throws: ``SQLError`` with the code `invalidURL`. The message of libpq is omitted because it quotes the URL with
    ///   its password.
    init(url: String) throws(SQLError) {
        let (url, pooler) = try Self.extractPooler(from: url)
        self.pooler = pooler
        var message: UnsafeMutablePointer<CChar>?
        let options = unsafe PQconninfoParse(url, &message)
        defer {
            unsafe PQconninfoFree(options)
            unsafe PQfreemem(message)
        }
        guard let options = unsafe options else {
            throw SQLError(.invalidURL, "Invalid PostgreSQL URL; expected postgres://user:password@host:port/database.")
        }
        list = unsafe Self.parameters(options)
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

    /// Returns the options that have a value.
    @unsafe private static func parameters(_ first: UnsafeMutablePointer<PQconninfoOption>) -> [PostgresParameter] {
        var option = unsafe first
        var list: [PostgresParameter] = []
        while let keyword = unsafe option.pointee.keyword {
            if let value = unsafe option.pointee.val {
                list.append(
                    PostgresParameter(keyword: unsafe String(cString: keyword), value: unsafe String(cString: value))
                )
            }
            unsafe option += 1
        }
        return list
    }

    // MARK: - libpq defaults

    /// The parameters that determine the server and the transport security.
    private static let connectionKeywords = [
        "host", "hostaddr", "port", "target_session_attrs", "connect_timeout", "load_balance_hosts", "options",
        "sslmode",
        "sslrootcert",
    ]

    /// Adds the values that libpq takes from the environment and from service files.
    ///
    /// libpq has no function that returns them for a given URL. A connection object has them, even if its parameters were
    /// rejected, so one with an invalid `gssencmode` is created, which contacts no server. If anything else is invalid, the
    /// parameters are left unchanged, and connecting fails with libpq's own message.
    mutating func addLibpqDefaults() {
        var probe = self
        probe["gssencmode"] = "none of the valid modes"
        let connection = unsafe CStringArray.with(probe.list.map(\.keyword)) { keywords in
            unsafe CStringArray.with(probe.list.map(\.value)) { values in
                unsafe PQconnectStartParams(keywords, values, 0)
            }
        }
        defer { unsafe PQfinish(connection) }
        let message = unsafe PQerrorMessage(connection).map { unsafe String(cString: $0) } ?? ""
        guard message.contains("gssencmode"), let options = unsafe PQconninfo(connection) else { return }
        defer { unsafe PQconninfoFree(options) }
        for parameter in unsafe Self.parameters(options) where Self.connectionKeywords.contains(parameter.keyword) {
            // libpq's own default, which a better one may replace.
            if parameter.keyword == "sslmode", parameter.value == "prefer" { continue }
            if self[parameter.keyword] == nil, !parameter.value.isEmpty {
                self[parameter.keyword] = parameter.value
            }
        }
    }
}

// MARK: - Pooler parameter
extension PostgresParameters {
    /// Removes `pooler` from the query of a URL.
    ///
    /// - Throws: ``SQLError`` with the code `invalidURL` for an unknown value, or two.
    private static func extractPooler(from url: String) throws(SQLError) -> (url: String, pooler: Database.Pooler?) {
        let bytes = Array(url.utf8)
        guard let start = queryStart(in: bytes) else { return (url, nil) }
        let keyword = Array("pooler=".utf8)
        var kept: [ArraySlice<UInt8>] = []
        var found: [ArraySlice<UInt8>] = []
        for part in bytes[start...].split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: false) {
            if part.starts(with: keyword) {
                found.append(part.dropFirst(keyword.count))
            } else {
                kept.append(part)
            }
        }
        guard let value = found.first else { return (url, nil) }
        guard found.count == 1, let pooler = Database.Pooler(name: String(decoding: value, as: UTF8.self)) else {
            throw SQLError(
                .invalidURL,
                "The parameter pooler of the database URL must be none, session or transaction, and must not be repeated."
            )
        }
        var rest = Array(bytes[..<(start - 1)])
        if !kept.isEmpty {
            rest += [UInt8(ascii: "?")] + kept.joined(separator: [UInt8(ascii: "&")])
        }
        return (String(decoding: rest, as: UTF8.self), pooler)
    }

    /// Returns the start of the query, after the question mark.
    ///
    /// libpq ends the user information at the first `@` before any slash, so a password may contain a question mark.
    private static func queryStart(in url: [UInt8]) -> Int? {
        guard let colon = url.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let authority = min(colon + 3, url.count)
        var start = authority
        if let end = url[authority...].firstIndex(where: { $0 == UInt8(ascii: "@") || $0 == UInt8(ascii: "/") }),
            url[end] == UInt8(ascii: "@")
        {
            start = end + 1
        }
        return url[start...].firstIndex(of: UInt8(ascii: "?")).map { $0 + 1 }
    }
}
