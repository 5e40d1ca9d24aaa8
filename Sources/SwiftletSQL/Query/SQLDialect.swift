/// The SQL dialect of a database, for statements that must differ between PostgreSQL and SQLite.
public struct SQLDialect: Hashable, Sendable, CustomStringConvertible {
    private enum Kind {
        case postgres
        case sqlite
    }

    private let kind: Kind

    /// PostgreSQL, version 12 and later.
    public static let postgres = SQLDialect(kind: .postgres)

    /// SQLite, version 3.37 and later.
    public static let sqlite = SQLDialect(kind: .sqlite)

    /// The name in lowercase: `postgres` or `sqlite`.
    public var description: String {
        switch kind {
        case .postgres: "postgres"
        case .sqlite: "sqlite"
        }
    }

    /// The maximum number of parameters of a statement.
    ///
    /// PostgreSQL's protocol has a 16-bit count; SQLite's default is that of `SQLITE_MAX_VARIABLE_NUMBER`, which a build
    /// may raise.
    package var parameterLimit: Int {
        switch kind {
        case .postgres: 65_535
        case .sqlite: 32_766
        }
    }

    /// Returns the placeholder for a parameter, counted from 1.
    package func placeholder(_ number: Int) -> String {
        let known =
            switch kind {
            case .postgres: Self.postgresPlaceholders
            case .sqlite: Self.sqlitePlaceholders
            }
        if known.indices.contains(number) {
            return known[number]
        }
        return kind == .postgres ? "$\(number)" : "?\(number)"
    }

    // A lookup is faster than building the text; most statements have few parameters.
    private static let postgresPlaceholders = (0...32).map { "$\($0)" }
    private static let sqlitePlaceholders = (0...32).map { "?\($0)" }
}
