/// The status of a migration in a database.
public struct MigrationStatus: Equatable, Sendable {
    /// The state of a migration.
    public struct State: Hashable, Sendable, CustomStringConvertible {
        /// The name of the state.
        public let description: String

        /// The migration has been applied.
        public static let applied = State(description: "applied")
        /// The migration has not been applied.
        public static let pending = State(description: "pending")
        /// A statement failed outside of a transaction.
        ///
        /// See ``Migrator/repair(force:)``.
        public static let failed = State(description: "failed")
        /// The migration is running outside of a transaction, or its process ended without recording a result.
        public static let halfDone = State(description: "half done")
        /// The migration was applied by a newer version of the code and does not exist in this one.
        public static let unknown = State(description: "unknown")
    }

    /// The migration's identifier.
    public let id: String

    /// The state of the migration.
    public let state: State

    /// The time at which it was applied or failed, or at which it began if it is half done; `nil` if it is pending.
    public let appliedAt: SQLTimestamp?

    /// Whether the migration was applied completely.
    public var isApplied: Bool { state == .applied || state == .unknown }
}

/// The statements that a migration would run.
public struct MigrationPreview: Equatable, Sendable {
    /// The migration's identifier.
    public let id: String

    /// The statements in order; empty for a migration written in Swift.
    public let statements: [String]

    /// Whether the migration is written in Swift.
    public let isCode: Bool
}

/// A change made to the ledger by ``Migrator/repair(force:)``.
public struct MigrationRepair: Equatable, Sendable {
    /// The kind of change.
    public struct Action: Hashable, Sendable, CustomStringConvertible {
        /// The change in the past tense.
        public let description: String

        /// The migration had failed or was half done, and is now pending.
        public static let erased = Action(description: "erased")
        /// The migration was edited, and its new checksum has been recorded.
        public static let checksumUpdated = Action(description: "checksum updated")
    }

    /// The migration's identifier.
    public let id: String

    /// The change that was made.
    public let action: Action
}
