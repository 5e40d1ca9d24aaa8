/// The place a URL names.
enum DatabaseURL: Equatable {
    case sqlite(path: String)
    case postgres(PostgresParameters)

    /// Reads the URL without touching what it names.
    ///
    /// - Throws: ``SQLError`` with the code `invalidURL`, which does not quote the URL: it may hold a password.
    init(_ url: String) throws(SQLError) {
        guard !url.utf8.contains(0), let colon = url.firstIndex(of: ":") else {
            throw SQLError(.invalidURL, "The database URL has no scheme.")
        }
        let rest = url[url.index(after: colon)...]
        switch url[..<colon] {
        case "sqlite":
            self = try .sqlite(path: Self.sqlitePath(rest))
        case "postgres", "postgresql":
            self = try .postgres(PostgresParameters(url: url))
        default:
            throw SQLError(.invalidURL, "The scheme of the database URL is not postgres, postgresql or sqlite.")
        }
    }

    /// The path as it stands: `data.db`, `/var/data.db`, and `///var/data.db` with the empty authority of a URL.
    private static func sqlitePath(_ rest: Substring) throws(SQLError) -> String {
        var path = rest
        if path.hasPrefix("//") {
            path = path.dropFirst(2)
            guard path.hasPrefix("/") else {
                throw SQLError(.invalidURL, "A SQLite URL has no host: write sqlite:path or sqlite:///path.")
            }
        }
        guard !path.isEmpty else {
            throw SQLError(.invalidURL, "The SQLite URL has no path.")
        }
        return String(path)
    }

    var dialect: SQLDialect {
        switch self {
        case .sqlite: .sqlite
        case .postgres: .postgres
        }
    }
}
