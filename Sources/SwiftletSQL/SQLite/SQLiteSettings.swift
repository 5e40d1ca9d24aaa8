/// The settings of a SQLite connection.
struct SQLiteSettings: Sendable {
    var location: SQLiteLocation
    var busyTimeout: Duration
    var statementCacheSize: Int
    var fileSystem: @Sendable (_ path: String) -> SQLiteFileSystem = { .of($0) }
}
