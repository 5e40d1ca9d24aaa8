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

    /// Returns the position of the first column with the given name, compared byte by byte.
    ///
    /// A linear search is faster than hashing for the few columns of a result.
    package func index(of name: String) -> Int? {
        names.firstIndex { $0.utf8Equals(name) }
    }
}
