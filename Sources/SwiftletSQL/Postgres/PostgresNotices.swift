import Logging

/// Receives notices of the server, such as "table exists, skipping".
final class PostgresNotices: Sendable {
    private let logger: Logger

    init(logger: Logger) {
        self.logger = logger
    }

    /// Logs a notice at debug level, because it may quote values.
    func receive(_ message: String) {
        logger.debug("PostgreSQL notice", metadata: ["notice": "\(message)"])
    }
}
