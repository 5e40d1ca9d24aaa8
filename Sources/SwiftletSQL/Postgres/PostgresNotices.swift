import Logging

/// Receives what the server remarks beside the results, such as "table exists, skipping".
final class PostgresNotices: Sendable {
    private let logger: Logger

    init(logger: Logger) {
        self.logger = logger
    }

    /// A notice may quote values, so it goes to the log only where that is set to tell details.
    func receive(_ message: String) {
        logger.debug("PostgreSQL notice", metadata: ["notice": "\(message)"])
    }
}
