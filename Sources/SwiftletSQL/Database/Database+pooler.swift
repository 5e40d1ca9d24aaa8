extension Database {
    /// The connection pooler in front of PostgreSQL, such as PgBouncer.
    ///
    /// Set it in the ``Configuration`` or in the URL, which takes precedence: `postgres://…/app?pooler=transaction`.
    public struct Pooler: Hashable, Sendable, CustomStringConvertible {
        /// The name in the URL.
        public let description: String

        /// No pooler, or one that is transparent to the session.
        public static let none = Pooler(description: "none")

        /// A pooler in session mode: a client keeps one server connection until it disconnects.
        ///
        /// The timeouts of ``ServerTimeouts`` are set with a statement after connecting, because PgBouncer rejects startup
        /// options that are not listed in its setting `ignore_startup_parameters`.
        public static let session = Pooler(description: "session")

        /// A pooler in transaction mode: a client has a server connection for the duration of one transaction.
        ///
        /// No session state is used: no named prepared statements, `SET`, `DISCARD ALL` or startup options. Session state
        /// that the application changes is not reset and may be visible to other clients. The time zone is that of the role
        /// or the server. If columns of type `timestamp` are used, set `PGTZ=UTC` in the environment, which PgBouncer
        /// tracks, or run `ALTER ROLE … SET TimeZone = 'UTC'`.
        public static let transaction = Pooler(description: "transaction")

        /// Creates the pooler mode with the given name: `none`, `session` or `transaction`.
        public init?(name: String) {
            guard let pooler = [Pooler.none, .session, .transaction].first(where: { $0.description == name }) else {
                return nil
            }
            self = pooler
        }

        private init(description: String) {
            self.description = description
        }
    }
}
