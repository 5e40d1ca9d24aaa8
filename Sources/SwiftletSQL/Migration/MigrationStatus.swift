/// How far a migration has come in a database.
public struct MigrationStatus: Equatable, Sendable {
    /// The state of a migration.
    public struct State: Hashable, Sendable, CustomStringConvertible {
        /// The state in a word or two.
        public let description: String

        /// It was applied.
        public static let applied = State(description: "applied")
        /// It was not applied.
        public static let pending = State(description: "pending")
        /// A statement of it failed outside of a transaction.
        ///
        /// See ``Migrator/repair(force:)``.
        public static let failed = State(description: "failed")
        /// It runs outside of a transaction, or its process ended there without a result.
        public static let halfDone = State(description: "half done")
        /// It was applied by a newer version of the code; this one does not have it.
        public static let unknown = State(description: "unknown")
    }

    /// The migration's name.
    public let id: String

    /// The state it is in.
    public let state: State

    /// When it was applied, when it failed, or when it began where it is half done; nil when it is pending.
    public let appliedAt: SQLTimestamp?

    /// Whether it was applied completely.
    public var isApplied: Bool { state == .applied || state == .unknown }
}

/// What a migration would do.
public struct MigrationPreview: Equatable, Sendable {
    /// The migration's name.
    public let id: String

    /// The statements that would run, in their order; none where it is written in Swift.
    public let statements: [String]

    /// Whether the migration is written in Swift.
    public let isCode: Bool
}

/// What ``Migrator/repair(force:)`` changed in the ledger.
public struct MigrationRepair: Equatable, Sendable {
    /// What was done about a migration.
    public struct Action: Hashable, Sendable, CustomStringConvertible {
        /// What was done, in the past tense.
        public let description: String

        /// It had failed or was half done, and is pending now.
        public static let erased = Action(description: "erased")
        /// It was edited, and its new checksum is recorded now.
        public static let checksumUpdated = Action(description: "checksum updated")
    }

    /// The migration's name.
    public let id: String

    /// What was done about it.
    public let action: Action
}
