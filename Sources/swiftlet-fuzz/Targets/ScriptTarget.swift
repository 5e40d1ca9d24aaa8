@testable import SwiftletSQL

extension FuzzTarget {
    /// The splitter of migrations: nothing is lost, and a statement is one statement.
    static let script = FuzzTarget(name: "script") { bytes in
        let text = String(decoding: bytes, as: UTF8.self)
        for dialect in [SQLDialect.postgres, .sqlite] {
            let statements = SQLScript.statements(of: text, dialect: dialect)
            var length = 0
            for statement in statements {
                length += statement.utf8.count
                promise(!statement.isEmpty, "an empty statement")
                promise(
                    SQLScript.statements(of: statement, dialect: dialect) == [statement],
                    "a statement that is not one by itself: \(statement)"
                )
            }
            promise(length <= text.utf8.count, "more statements than text")
            promise(SQLScript.isBlank(text, dialect: dialect) == statements.isEmpty, "a blank text with statements")
        }
    }
}
