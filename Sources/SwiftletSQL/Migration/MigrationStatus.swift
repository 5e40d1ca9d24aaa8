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
