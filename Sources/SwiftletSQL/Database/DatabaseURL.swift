/// A parsed database URL.
enum DatabaseURL: Equatable {
    case sqlite(SQLiteLocation)
    case postgres(PostgresParameters)

    /// Parses the URL without connecting or opening a file.
    ///
    /// - Throws: ``SQLError`` with the code `invalidURL`, which does not quote the URL: it may hold a password.
    init(_ url: String) throws(SQLError) {
        guard !url.utf8.contains(0), let colon = url.firstIndex(of: ":") else {
            throw SQLError(.invalidURL, "The database URL has no scheme.")
        }
        let rest = url[url.index(after: colon)...]
        switch url[..<colon] {
        case "sqlite":
            self = try .sqlite(SQLiteLocation(url: rest))
        case "postgres", "postgresql":
            self = try .postgres(PostgresParameters(url: url))
        default:
            throw SQLError(.invalidURL, "The scheme of the database URL is not postgres, postgresql or sqlite.")
        }
    }

    var dialect: SQLDialect {
        switch self {
        case .sqlite: .sqlite
        case .postgres: .postgres
        }
    }
}
