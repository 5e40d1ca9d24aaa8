extension Migrator {
    /// What to do when a newer version of the code has already migrated the database.
    ///
    /// That is usual while versions are deployed gradually or rolled back. A migration that is missing in the middle, or
    /// that was edited, is an error in any case.
    public struct NewerDatabase: Hashable, Sendable {
        private enum Kind {
            case reject
            case accept
        }

        private let kind: Kind

        /// Throws `migrationConflict`.
        public static let reject = NewerDatabase(kind: .reject)

        /// Logs a warning that names the unknown migrations, and goes on.
        ///
        /// The newer schema must be one that this version can use.
        public static let accept = NewerDatabase(kind: .accept)
    }
}
