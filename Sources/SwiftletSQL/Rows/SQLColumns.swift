import SwiftletJSON

/// The columns of a result, shared by its rows.
package final class SQLColumns: Sendable {
    package let names: [String]
    package let types: [SQLType]

    package init(names: [String], types: [SQLType]) {
        self.names = names
        self.types = types
    }

    package static let none = SQLColumns(names: [], types: [])

    /// The first column whose name has these bytes.
    ///
    /// A result has few columns, so a linear search is faster than hashing.
    package func index(of name: String) -> Int? {
        names.firstIndex { $0.utf8Equals(name) }
    }
}
