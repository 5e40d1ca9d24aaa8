extension Migrator {
    /// The policy for a database that a newer version of the code has already migrated.
    ///
    /// That is common during gradual deployments and rollbacks. A migration that is missing in the middle or was edited is
    /// always an error.
    public struct NewerDatabase: Hashable, Sendable {
        private enum Kind {
            case reject
            case accept
        }

        private let kind: Kind

        /// Throws `migrationConflict`.
        public static let reject = NewerDatabase(kind: .reject)

        /// Logs a warning with the unknown migrations, and continues.
        ///
        /// This version must be able to use the newer schema.
        public static let accept = NewerDatabase(kind: .accept)
    }
}
