public import Logging

extension Database {
    /// Returns a password or a URL as it is now.
    public typealias CredentialProvider = @Sendable () async throws -> String

    /// The pool, the time-outs and the log of a ``Database``.
    public struct Configuration: Sendable {
        /// How many connections are kept.
        ///
        /// One serves a function that answers one invocation at a time.
        ///
        /// SQLite always has exactly one.
        public var poolSize: Int

        /// How many more are opened while all are in use.
        ///
        /// They are closed when they come back.
        public var maxOverflow: Int

        /// How long a statement waits for a connection, opening it included.
        public var acquireTimeout: Duration

        /// How long a statement may take; no limit when nil.
        ///
        /// The deadline of the invocation limits it in any case.
        public var statementTimeout: Duration?

        /// How long before the end of the invocation a statement has to end, so that the error can be answered.
        public var deadlineReserve: Duration

        /// How long a connection may be idle before it is asked over the network whether it is there.
        public var probeAfterIdle: Duration

        /// How long that question may take.
        public var probeTimeout: Duration

        /// How old a connection to PostgreSQL may become, within 10 % more or less, before it is closed and replaced;
        /// unlimited when nil.
        ///
        /// It bounds how long a process stays with a server after a change of its address, and a pooler with a client.
        /// A connection in use is never closed.
        public var maxConnectionAge: Duration?

        /// How long SQLite waits for the lock of another process.
        public var busyTimeout: Duration

        /// How many prepared statements a connection keeps; 0 prepares none, for a pooler between here and the server.
        public var statementCacheSize: Int

        /// What a connection to PostgreSQL loses when it goes back to the pool, besides an open transaction.
        public var sessionReset: SessionReset

        /// The pooler between this process and PostgreSQL, unless the URL has `pooler`.
        public var pooler: Pooler

        /// Time-outs that PostgreSQL enforces.
        public var serverGuards: ServerGuards

        /// Returns the password for each new connection to PostgreSQL, such as an IAM token that expires after 15 minutes.
        ///
        /// It is asked once more when the server has rejected the password. It counts against ``acquireTimeout``.
        public var password: CredentialProvider?

        /// Returns the URL again after the server has rejected the credentials, such as from a secret that was rotated.
        ///
        /// The new URL replaces the old one for all new connections. Its user and password are used for read replicas too,
        /// unless ``reloadReadURL`` is given or the URL of the replicas names another user. It counts against
        /// ``acquireTimeout``.
        public var reloadURL: CredentialProvider?

        /// Returns the URL of the read replicas again after one has rejected the credentials, as ``reloadURL`` does for the
        /// database.
        public var reloadReadURL: CredentialProvider?

        /// Whether every statement is logged: its text and its time, never its values.
        public var echo: Bool

        /// The logger outside of an invocation.
        public var logger: Logger

        /// A configuration for a function: one connection, and time-outs that fit a request.
        public init(
            poolSize: Int = 1,
            maxOverflow: Int = 0,
            acquireTimeout: Duration = .seconds(5),
            statementTimeout: Duration? = nil,
            deadlineReserve: Duration = .milliseconds(100),
            probeAfterIdle: Duration = .seconds(30),
            probeTimeout: Duration = .seconds(1),
            maxConnectionAge: Duration? = .seconds(30 * 60),
            busyTimeout: Duration = .seconds(5),
            statementCacheSize: Int = 100,
            sessionReset: SessionReset = .whenTouched,
            pooler: Pooler = .none,
            serverGuards: ServerGuards = .automatic,
            password: CredentialProvider? = nil,
            reloadURL: CredentialProvider? = nil,
            reloadReadURL: CredentialProvider? = nil,
            echo: Bool = false,
            logger: Logger = Logger(label: "swiftlet.sql")
        ) {
            self.poolSize = poolSize
            self.maxOverflow = maxOverflow
            self.acquireTimeout = acquireTimeout
            self.statementTimeout = statementTimeout
            self.deadlineReserve = deadlineReserve
            self.probeAfterIdle = probeAfterIdle
            self.probeTimeout = probeTimeout
            self.maxConnectionAge = maxConnectionAge
            self.busyTimeout = busyTimeout
            self.statementCacheSize = statementCacheSize
            self.sessionReset = sessionReset
            self.pooler = pooler
            self.serverGuards = serverGuards
            self.password = password
            self.reloadURL = reloadURL
            self.reloadReadURL = reloadReadURL
            self.echo = echo
            self.logger = logger
        }

        /// The pool size for a function: one connection per invocation that may run at the same time.
        ///
        /// - Parameter environment: The variables of the process, of which `AWS_LAMBDA_MAX_CONCURRENCY` is read.
        /// - Returns: That number, 1 where it is not set.
        public static func poolSize(in environment: [String: String]) -> Int {
            environment["AWS_LAMBDA_MAX_CONCURRENCY"].flatMap { Int($0) }.map { max(1, $0) } ?? 1
        }

        var poolSettings: PoolSettings {
            PoolSettings(
                size: max(1, poolSize),
                overflow: max(0, maxOverflow),
                acquireTimeout: acquireTimeout,
                probeAfterIdle: probeAfterIdle,
                probeTimeout: probeTimeout,
                maxConnectionAge: maxConnectionAge
            )
        }
    }
}
