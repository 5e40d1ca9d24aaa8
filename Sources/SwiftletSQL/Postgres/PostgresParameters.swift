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

    /// The value of `pooler` in the URL, which is not a parameter of libpq.
    private(set) var pooler: Database.Pooler?

    /// Parses a URL as libpq does, after removing `pooler`.
    ///
    /// - Throws: ``SQLError`` with the code `invalidURL`. The message of libpq is dropped: it quotes the URL, and with
    ///   it the password.
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
            throw SQLError(.invalidURL, "The PostgreSQL URL is not valid: postgres://user:password@host:port/database.")
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

    /// Copies the options that have a value.
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

    // MARK: Defaults of libpq

    /// The parameters that decide where a connection goes, and how it is protected.
    private static let located = [
        "host", "hostaddr", "port", "target_session_attrs", "connect_timeout", "load_balance_hosts", "options",
        "sslmode",
        "sslrootcert",
    ]

    /// Adds what libpq takes from the environment and from service files for the parameters that are read here.
    ///
    /// libpq has no call that returns them for a given URL. A connection object has them, also one whose parameters were
    /// rejected, so one with an invalid `gssencmode` is made: it contacts no server. Where something else is wrong, the
    /// parameters stay as they are, and connecting fails with libpq's own message.
    mutating func addDefaultsOfLibpq() {
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
        for parameter in unsafe Self.parameters(options) where Self.located.contains(parameter.keyword) {
            // The default of libpq itself, which leaves room for a better one.
            if parameter.keyword == "sslmode", parameter.value == "prefer" { continue }
            if self[parameter.keyword] == nil, !parameter.value.isEmpty {
                self[parameter.keyword] = parameter.value
            }
        }
    }
}

// The pooler in the URL.
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
                "The parameter pooler of the database URL must be none, session or transaction, and be given once."
            )
        }
        var rest = Array(bytes[..<(start - 1)])
        if !kept.isEmpty {
            rest += [UInt8(ascii: "?")] + kept.joined(separator: [UInt8(ascii: "&")])
        }
        return (String(decoding: rest, as: UTF8.self), pooler)
    }

    /// Where the query begins, behind the question mark.
    ///
    /// libpq ends the user information at the first `@` in front of any slash, so a password may hold a question mark.
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
