import SwiftletIO

extension PostgresConnection {
    /// Waits for the next notification, without a deadline because it may be a long wait.
    ///
    /// - Throws: ``SQLError`` with the code `connectionLost`, or `CancellationError`.
    func nextNotification() async throws -> SQLNotification {
        while true {
            if let notification = handle.nextNotification() { return notification }
            guard !handle.isBroken else { throw Self.notificationsLost }
            // TCP keepalives, which are enabled on the connection, detect an unreachable server.
            _ = try await EventLoop.preferred.ready(handle.socket, for: .read)
            guard handle.consumeInput() else {
                close()
                throw Self.notificationsLost
            }
        }
    }

    private static let notificationsLost = SQLError(
        .connectionLost,
        "The connection for notifications was lost, and notifications may be missing: listen again."
    )
}
