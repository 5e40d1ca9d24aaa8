@testable import SwiftletSQL

extension FuzzTarget {
    /// The splitter of SQL scripts: each statement is split into itself.
    static let script = FuzzTarget(name: "script") { bytes in
        let text = String(decoding: bytes, as: UTF8.self)
        for dialect in [SQLDialect.postgres, .sqlite] {
            let statements = SQLScript.statements(of: text, dialect: dialect)
            var length = 0
            for statement in statements {
                length += statement.utf8.count
                check(!statement.isEmpty, "a statement is empty")
                check(
                    SQLScript.statements(of: statement, dialect: dialect) == [statement],
                    "the statement is split again: \(statement)"
                )
            }
            check(length <= text.utf8.count, "the statements are longer than the script")
            check(SQLScript.isBlank(text, dialect: dialect) == statements.isEmpty, "a blank script has statements")
        }
    }
}
