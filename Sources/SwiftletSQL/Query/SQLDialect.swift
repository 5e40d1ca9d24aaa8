/// The language of a database, where the same statement must be written in two ways.
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

    /// The name in lower case: `postgres` or `sqlite`.
    public var description: String {
        switch kind {
        case .postgres: "postgres"
        case .sqlite: "sqlite"
        }
    }

    /// How many values a statement can have.
    ///
    /// PostgreSQL counts them in 16 bits; SQLite has its default of `SQLITE_MAX_VARIABLE_NUMBER`, which a build may raise.
    package var parameterLimit: Int {
        switch kind {
        case .postgres: 65_535
        case .sqlite: 32_766
        }
    }

    /// How the parameter of this number, counted from 1, is written.
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

    // Most statements have few, and to put a text together takes longer than to look one up.
    private static let postgresPlaceholders = (0...32).map { "$\($0)" }
    private static let sqlitePlaceholders = (0...32).map { "?\($0)" }
}
