extension Database {
    /// What a connection to PostgreSQL loses when it goes back to the pool.
    ///
    /// A transaction that is open is rolled back in any case. The rest, settings of `SET`, temporary tables, advisory
    /// locks of the session, `LISTEN`, cursors `WITH HOLD`, is taken away by
    /// [`DISCARD ALL`](https://www.postgresql.org/docs/current/sql-discard.html), which costs a round trip and the
    /// connection's prepared statements. So a setting for good belongs into the URL, as in
    /// `?options=-c%20search_path%3Dapp`, or to the role; one for a while into a transaction, with `SET LOCAL`.
    ///
    /// SQLite has one connection, which keeps its temporary tables and pragmas.
    public struct SessionReset: Hashable, Sendable {
        private enum Kind {
            case whenTouched
            case always
            case never
        }

        private let kind: Kind

        /// After a statement whose text says that it changes the session.
        ///
        /// What a function or a procedure changes inside of it is not seen, such as `SELECT set_tenant(42)` with
        /// `set_config(…, false)` in its body: the next invocation would find that tenant. Give `set_config` the third
        /// argument `true` in a transaction, or choose ``always``.
        public static let whenTouched = SessionReset(kind: .whenTouched)

        /// Each time.
        public static let always = SessionReset(kind: .always)

        /// Not at all: the state is the caller's.
        public static let never = SessionReset(kind: .never)

        /// Whether a session is to be reset that a statement has touched, or that none is known to have.
        func isDue(isTouched: Bool) -> Bool {
            switch kind {
            case .whenTouched: isTouched
            case .always: true
            case .never: false
            }
        }
    }
}
