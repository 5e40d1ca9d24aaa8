import Glibc

extension Database {
    /// The timeouts that PostgreSQL and the kernel enforce, even when the function is frozen or killed in a transaction.
    ///
    /// They are sent as startup options (`options=-c statement_timeout=…`), except through a ``Pooler``. Values in the URL
    /// take precedence. See https://www.postgresql.org/docs/current/runtime-config-client.html.
    public struct ServerTimeouts: Hashable, Sendable {
        /// `statement_timeout`: the time limit for one statement; `nil` for the server's default.
        public var statementTimeout: Duration?

        /// `idle_in_transaction_session_timeout`: the time an open transaction may be idle before the server closes the
        /// connection; `nil` for the server's default.
        public var idleInTransactionTimeout: Duration?

        /// `tcp_user_timeout`: the time sent data may remain unacknowledged before the kernel closes the connection; `nil`
        /// for the kernel's default.
        public var tcpUserTimeout: Duration?

        /// Creates a set of timeouts, each off by default.
        public init(
            statementTimeout: Duration? = nil,
            idleInTransactionTimeout: Duration? = nil,
            tcpUserTimeout: Duration? = nil
        ) {
            self.statementTimeout = statementTimeout
            self.idleInTransactionTimeout = idleInTransactionTimeout
            self.tcpUserTimeout = tcpUserTimeout
        }

        /// No timeouts; the server's defaults apply.
        public static let none = ServerTimeouts()

        /// Timeouts for a function: 15 minutes per statement, the maximum duration of an AWS Lambda invocation; one minute
        /// idle in a transaction; 30 seconds unacknowledged.
        public static let function = ServerTimeouts(
            statementTimeout: .seconds(900),
            idleInTransactionTimeout: .seconds(60),
            tcpUserTimeout: .seconds(30)
        )

        /// ``function`` in a deployed function, detected by `AWS_LAMBDA_FUNCTION_NAME` or `AWS_LAMBDA_RUNTIME_API`;
        /// otherwise ``none``, because a migration may take hours.
        public static var automatic: ServerTimeouts {
            let names = ["AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_RUNTIME_API"]
            let isDeployed = names.contains { name in unsafe getenv(name).map { unsafe $0.pointee != 0 } ?? false }
            return isDeployed ? .function : .none
        }

        /// The server's parameters and their values in milliseconds.
        var settings: [(name: String, value: Int64)] {
            [
                ("statement_timeout", statementTimeout),
                ("idle_in_transaction_session_timeout", idleInTransactionTimeout),
            ]
            .compactMap { name, timeout in timeout.map { (name, PostgresParameters.milliseconds($0)) } }
        }
    }
}
