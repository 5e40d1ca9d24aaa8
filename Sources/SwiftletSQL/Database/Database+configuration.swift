public import Logging

extension Database {
    /// A closure that returns the current password or database URL.
    public typealias CredentialProvider = @Sendable () async throws -> String

    /// The settings of a ``Database``: connection pool, timeouts, credentials and logging.
    public struct Configuration: Sendable {
        /// The maximum number of idle connections that the pool keeps open.
        ///
        /// One is enough for a function that handles one invocation at a time. SQLite always uses exactly one connection.
        public var poolSize: Int

        /// The number of additional connections that may be opened while all others are in use.
        ///
        /// They are closed when they are returned to the pool.
        public var maxOverflow: Int

        /// The time limit for acquiring a connection, including the time to open it.
        public var acquireTimeout: Duration

        /// The time limit for a statement, or `nil` for no limit.
        ///
        /// The deadline of the invocation applies in any case.
        public var statementTimeout: Duration?

        /// The time before the invocation's deadline at which statements time out, so that the error response can still be
        /// sent.
        public var deadlineReserve: Duration

        /// The idle time after which a connection is checked with a round trip before it is used.
        public var probeAfterIdle: Duration

        /// The time limit for that check.
        public var probeTimeout: Duration

        /// The maximum age of a PostgreSQL connection, with up to 10 % random jitter, or `nil` for no limit.
        ///
        /// It bounds how long a process keeps using a server whose address has changed. Connections are closed only while
        /// they are not in use.
        public var maxConnectionAge: Duration?

        /// The time limit for acquiring SQLite's file lock while another process holds it.
        public var busyTimeout: Duration

        /// The maximum number of prepared statements per connection; 0 disables named prepared statements, as some poolers
        /// need.
        public var statementCacheSize: Int

        /// The policy for resetting the session of a PostgreSQL connection when it is returned to the pool.
        public var sessionReset: SessionReset

        /// The connection pooler in front of PostgreSQL, unless the URL has the parameter `pooler`.
        public var pooler: Pooler

        /// The timeouts that PostgreSQL and the kernel enforce.
        public var serverTimeouts: ServerTimeouts

        /// Returns the password for each new PostgreSQL connection, such as an IAM token that expires after 15 minutes.
        ///
        /// It is called once more when the server rejects the password. The time counts against ``acquireTimeout``.
        public var password: CredentialProvider?

        /// Returns the current URL after the server has rejected the credentials, such as from a rotated secret.
        ///
        /// The new URL replaces the old one for all new connections. Its user and password also apply to read replicas,
        /// unless ``reloadReadURL`` is set or the URL of the replicas has another user. The time counts against
        /// ``acquireTimeout``.
        public var reloadURL: CredentialProvider?

        /// Returns the current URL of the read replicas after a replica has rejected the credentials, like ``reloadURL``.
        public var reloadReadURL: CredentialProvider?

        /// Receives the time waited for a connection, when there was no idle one that could be used immediately.
        ///
        /// That is the time until another task released its connection, or a new one was opened or an idle one checked, also if
        /// it failed. It is called in the task that waited, and must return quickly. Acquisitions without a wait cost nothing.
        public var onConnectionWait: (@Sendable (Duration) -> Void)?

        /// Whether statements are logged: text and duration, never values.
        public var echo: Bool

        /// The logger for statements that run outside of an invocation.
        public var logger: Logger

        /// Creates a configuration whose defaults suit a function: one connection, and timeouts shorter than a request.
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
            sessionReset: SessionReset = .whenModified,
            pooler: Pooler = .none,
            serverTimeouts: ServerTimeouts = .automatic,
            password: CredentialProvider? = nil,
            reloadURL: CredentialProvider? = nil,
            reloadReadURL: CredentialProvider? = nil,
            onConnectionWait: (@Sendable (Duration) -> Void)? = nil,
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
            self.serverTimeouts = serverTimeouts
            self.password = password
            self.reloadURL = reloadURL
            self.reloadReadURL = reloadReadURL
            self.onConnectionWait = onConnectionWait
            self.echo = echo
            self.logger = logger
        }

        /// Returns the pool size for a function: the number of invocations that the process handles concurrently.
        ///
        /// - Parameter environment: The environment variables, of which `AWS_LAMBDA_MAX_CONCURRENCY` is read.
        /// - Returns: The value of the variable, or 1 if it is not set.
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
                maxConnectionAge: maxConnectionAge,
                onWait: onConnectionWait
            )
        }
    }
}
