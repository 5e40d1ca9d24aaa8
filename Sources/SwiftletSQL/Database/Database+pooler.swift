extension Database {
    /// The pooler between this process and PostgreSQL, such as PgBouncer.
    ///
    /// Set it in the ``Configuration`` or, with priority, in the URL: `postgres://…/app?pooler=transaction`.
    public struct Pooler: Hashable, Sendable, CustomStringConvertible {
        /// The name in the URL.
        public let description: String

        /// No pooler, or one that the session does not notice.
        public static let none = Pooler(description: "none")

        /// A pooler that lends a server connection for as long as the client is connected.
        ///
        /// Time-outs of ``ServerGuards`` are set by a statement after connecting, since PgBouncer rejects startup options
        /// unless its setting `ignore_startup_parameters` lists them.
        public static let session = Pooler(description: "session")

        /// A pooler that lends a server connection for one transaction.
        ///
        /// Nothing that outlives a transaction is used: no named prepared statements, no `SET`, no `DISCARD ALL`, no startup
        /// options. What a statement of the application changes in the session is not taken back and may be seen by
        /// others. The session's time zone is the one of the role or the server; set `PGTZ=UTC` in the environment, which
        /// PgBouncer tracks, or `ALTER ROLE … SET TimeZone = 'UTC'` where columns of type `timestamp` are used.
        public static let transaction = Pooler(description: "transaction")

        /// The pooler of this name: `none`, `session` or `transaction`.
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
