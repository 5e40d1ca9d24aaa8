#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

extension Database {
    /// Time-outs that PostgreSQL and the kernel enforce, also when the function was frozen or killed in a transaction.
    ///
    /// They are sent as startup options (`options=-c statement_timeout=…`), except behind a ``Pooler``. Values in the URL
    /// have priority. See https://www.postgresql.org/docs/current/runtime-config-client.html.
    public struct ServerGuards: Hashable, Sendable {
        /// `statement_timeout`: how long the server runs one statement; its own default when nil.
        public var statementTimeout: Duration?

        /// `idle_in_transaction_session_timeout`: how long an open transaction may wait for its next statement before the
        /// server closes the connection; its own default when nil.
        public var idleInTransactionTimeout: Duration?

        /// `tcp_user_timeout`: how long sent data may stay unacknowledged before the kernel closes the connection; its own
        /// default when nil.
        public var tcpUserTimeout: Duration?

        /// Makes a set of time-outs, of which each is off by default.
        public init(
            statementTimeout: Duration? = nil,
            idleInTransactionTimeout: Duration? = nil,
            tcpUserTimeout: Duration? = nil
        ) {
            self.statementTimeout = statementTimeout
            self.idleInTransactionTimeout = idleInTransactionTimeout
            self.tcpUserTimeout = tcpUserTimeout
        }

        /// No time-outs but those of the server.
        public static let none = ServerGuards()

        /// Time-outs for a function: 15 minutes for a statement, the longest an invocation of AWS Lambda lasts; one minute
        /// idle in a transaction; 30 seconds unacknowledged.
        public static let function = ServerGuards(
            statementTimeout: .seconds(900),
            idleInTransactionTimeout: .seconds(60),
            tcpUserTimeout: .seconds(30)
        )

        /// ``function`` in a deployed function, which `AWS_LAMBDA_FUNCTION_NAME` or `AWS_LAMBDA_RUNTIME_API` indicates;
        /// ``none`` elsewhere, where a migration may take hours.
        public static var automatic: ServerGuards {
            let names = ["AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_RUNTIME_API"]
            let isDeployed = names.contains { name in unsafe getenv(name).map { unsafe $0.pointee != 0 } ?? false }
            return isDeployed ? .function : .none
        }

        /// The settings of the server, in milliseconds.
        var settings: [(name: String, value: Int64)] {
            [
                ("statement_timeout", statementTimeout),
                ("idle_in_transaction_session_timeout", idleInTransactionTimeout),
            ]
            .compactMap { name, timeout in timeout.map { (name, PostgresParameters.milliseconds($0)) } }
        }
    }
}
