import CSQLite

@testable import SwiftletJSON
@testable import SwiftletSQL

extension FuzzTarget {
    /// SQL identifiers: the database parses a quoted identifier as the same bytes.
    static let identifier = FuzzTarget(name: "identifier") { bytes in
        let name = String(decoding: bytes, as: UTF8.self)
        let statement: SQLStatement
        do throws(SQLError) {
            statement = try SQLStatement("SELECT 1 AS \(identifier: name)", for: .sqlite)
        } catch {
            check(name.isEmpty || name.utf8.contains(0), "a valid name is rejected: \(error)")
            return
        }
        check(columnName(of: statement.text) == Array(name.utf8), "the name does not round-trip: \(name)")
        // PostgreSQL uses the same quoting, but limits the length.
        let postgres = try? SQLStatement("SELECT 1 AS \(identifier: name)", for: .postgres)
        check((postgres == nil) == (name.utf8.count > SQLIdentifier.postgresLimit), "the length limit is wrong")
        check(postgres.map { $0.text.utf8Equals(statement.text) } ?? true, "the quoting differs")
    }

    /// The name of the only column of a statement in SQLite, or `nil` if it cannot be prepared.
    private static func columnName(of text: String) -> [UInt8]? {
        var statement: OpaquePointer?
        defer { sqlite3_finalize(statement) }
        guard sqlite3_prepare_v2(database, text, -1, &statement, nil) == SQLITE_OK, sqlite3_column_count(statement) == 1
        else { return nil }
        return sqlite3_column_name(statement, 0).map { Array(String(cString: $0).utf8) }
    }
}

// Guard: the process has one thread.
nonisolated(unsafe) private let database: OpaquePointer? = {
    var opened: OpaquePointer?
    guard sqlite3_open(":memory:", &opened) == SQLITE_OK else {
        fatalError("SQLite cannot open an in-memory database.")
    }
    return opened
}()
