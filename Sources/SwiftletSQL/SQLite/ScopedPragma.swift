/// A pragma that applies to one transaction or one migration only.
///
/// SQLite keeps it on the connection beyond the transaction, so the connection tracks that it is set and restores it
/// before it returns to the pool. The comment in the text distinguishes it from the same pragma set by the application.
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

    /// Updates the set of active pragmas after a statement has run.
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
