/// A pragma that holds for one transaction or one migration only.
///
/// SQLite keeps it on the connection, whatever becomes of the transaction, so the connection notes that it is set and
/// restores it before it goes back to the pool. The comment in the text tells it from the same pragma of the caller's.
enum ScopedPragma: CaseIterable {
    /// Writes are rejected: a read-only transaction.
    case queryOnly
    /// Foreign keys are not enforced: a migration may rebuild tables.
    case unenforcedForeignKeys

    var apply: StaticString {
        switch self {
        case .queryOnly: "PRAGMA query_only = ON /* swiftlet */"
        case .unenforcedForeignKeys: "PRAGMA foreign_keys = OFF /* swiftlet */"
        }
    }

    var restore: StaticString {
        switch self {
        case .queryOnly: "PRAGMA query_only = OFF /* swiftlet */"
        case .unenforcedForeignKeys: "PRAGMA foreign_keys = ON /* swiftlet */"
        }
    }

    /// Notes what a statement that has run did to them.
    static func update(_ pragmas: inout Set<ScopedPragma>, after text: String) {
        guard text.utf8.first == UInt8(ascii: "P") else { return }
        for pragma in allCases {
            if text == pragma.apply.description { pragmas.insert(pragma) }
            if text == pragma.restore.description { pragmas.remove(pragma) }
        }
    }
}

extension SQL {
    init(_ text: StaticString) {
        self.init(unescaped: text.description)
    }
}
