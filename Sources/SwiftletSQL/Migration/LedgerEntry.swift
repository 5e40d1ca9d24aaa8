/// What the ledger records of one migration.
struct LedgerEntry: Equatable, Sendable {
    /// How far the migration came.
    enum State: String, Sendable {
        case applied
        /// A statement failed outside of a transaction, and its session recorded that: it runs no more.
        case failed
        /// Runs outside of a transaction; its session holds an advisory lock until it ends.
        case running
        /// Runs outside of a transaction where no session lock can tell whether its process is still there.
        case runningUnlocked = "running without lock"
    }

    let id: String
    let checksum: String

    /// When it was applied, or when it began where it is half done.
    let recordedAt: SQLTimestamp
    let state: State

    /// Whether its statements began to run and did not all succeed, as far as is known.
    var isHalfDone: Bool { state != .applied }
}
