public import Logging

extension Database {
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

        /// How long SQLite waits for the lock of another process.
        public var busyTimeout: Duration

        /// How many prepared statements a connection keeps; 0 prepares none, for a pooler between here and the server.
        public var statementCacheSize: Int

        /// What a connection to PostgreSQL loses when it goes back to the pool, besides an open transaction.
        public var sessionReset: SessionReset

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
            busyTimeout: Duration = .seconds(5),
            statementCacheSize: Int = 100,
            sessionReset: SessionReset = .whenTouched,
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
            self.busyTimeout = busyTimeout
            self.statementCacheSize = statementCacheSize
            self.sessionReset = sessionReset
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
                probeTimeout: probeTimeout
            )
        }
    }
}
