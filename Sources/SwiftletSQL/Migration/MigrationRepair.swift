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
