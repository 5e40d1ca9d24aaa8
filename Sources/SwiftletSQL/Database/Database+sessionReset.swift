extension Database {
    /// The policy for resetting the session state of a PostgreSQL connection when it is returned to the pool.
    ///
    /// An open transaction is always rolled back. All other session state (settings, temporary tables, session-level
    /// advisory locks, `LISTEN`, cursors `WITH HOLD`) is removed by
    /// [`DISCARD ALL`](https://www.postgresql.org/docs/current/sql-discard.html), which costs a round trip and the
    /// connection's prepared statements. Put permanent settings into the URL, as in `?options=-c%20search_path%3Dapp`, or
    /// on the role; put temporary ones into a transaction, with `SET LOCAL`.
    ///
    /// The one connection of SQLite keeps its temporary tables and pragmas.
    public struct SessionReset: Hashable, Sendable {
        private enum Kind {
            case whenModified
            case always
            case never
        }

        private let kind: Kind

        /// Resets the session after a statement whose text changes session state.
        ///
        /// Changes made inside of a function or procedure are not detected: after `SELECT set_tenant(42)` with
        /// `set_config(…, false)` in the function's body, the next invocation would still use that tenant. Pass `true` as
        /// the third argument of `set_config` in a transaction, or use ``always``.
        public static let whenModified = SessionReset(kind: .whenModified)

        /// Resets the session each time.
        public static let always = SessionReset(kind: .always)

        /// Never resets the session: the application manages its state.
        public static let never = SessionReset(kind: .never)

        /// Returns whether the session must be reset, given whether a statement has changed its state.
        func isDue(isModified: Bool) -> Bool {
            switch kind {
            case .whenModified: isModified
            case .always: true
            case .never: false
            }
        }
    }
}
