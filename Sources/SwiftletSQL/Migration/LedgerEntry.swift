/// The ledger's record of a migration.
struct LedgerEntry: Equatable, Sendable {
    /// The progress of the migration.
    enum State: String, Sendable {
        case applied
        /// A statement outside of a transaction failed, which its session recorded: it is no longer running.
        case failed
        /// Running outside of a transaction; its session holds an advisory lock until it ends.
        case running
        /// Running outside of a transaction without a session lock that would show whether its process is alive.
        case runningUnlocked = "running without lock"
    }

    let id: String
    let checksum: String

    /// The time at which it was applied, or at which it began if it is half done.
    let recordedAt: SQLTimestamp
    let state: State

    /// Whether its statements began to run and are not known to have all succeeded.
    var isHalfDone: Bool { state != .applied }
}
