import CSQLite

@testable import SwiftletJSON
@testable import SwiftletSQL

extension FuzzTarget {
    /// Identifiers: the database parses what is quoted back as that very name, byte by byte.
    static let identifier = FuzzTarget(name: "identifier") { bytes in
        let name = String(decoding: bytes, as: UTF8.self)
        let statement: SQLStatement
        do throws(SQLError) {
            statement = try SQLStatement("SELECT 1 AS \(identifier: name)", for: .sqlite)
        } catch {
            promise(name.isEmpty || name.utf8.contains(0), "a name that is rejected without a reason: \(error)")
            return
        }
        promise(columnName(of: statement.text) == Array(name.utf8), "a name that is parsed as another one: \(name)")
        // PostgreSQL quotes in the same way, and limits the length.
        let postgres = try? SQLStatement("SELECT 1 AS \(identifier: name)", for: .postgres)
        promise((postgres == nil) == (name.utf8.count > SQLIdentifier.postgresLimit), "a name of the wrong length")
        promise(postgres.map { $0.text.utf8Equals(statement.text) } ?? true, "a name that is quoted otherwise")
    }

    /// The name that SQLite gives to the only column of a statement, nil when it cannot be prepared.
    private static func columnName(of text: String) -> [UInt8]? {
        var statement: OpaquePointer?
        defer { sqlite3_finalize(statement) }
        guard sqlite3_prepare_v2(database, text, -1, &statement, nil) == SQLITE_OK, sqlite3_column_count(statement) == 1
        else { return nil }
        return sqlite3_column_name(statement, 0).map { Array(String(cString: $0).utf8) }
    }
}

// One for the process, which uses it on one thread.
nonisolated(unsafe) private let database: OpaquePointer? = {
    var opened: OpaquePointer?
    guard sqlite3_open(":memory:", &opened) == SQLITE_OK else {
        fatalError("SQLite does not open a database in memory.")
    }
    return opened
}()
