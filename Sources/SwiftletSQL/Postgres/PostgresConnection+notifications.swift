import SwiftletIO

extension PostgresConnection {
    /// Waits for the next message of NOTIFY; without a deadline, since there may be none for long.
    ///
    /// - Throws: ``SQLError`` with the code `connectionLost`, or `CancellationError`.
    func nextNotification() async throws -> SQLNotification {
        while true {
            if let notification = handle.nextNotification() { return notification }
            guard !handle.isBroken else { throw Self.notificationsLost }
            // TCP keep-alives, which the connection has turned on, find a server that is gone without a word.
            _ = try await EventLoop.preferred.ready(handle.socket, for: .read)
            guard handle.consumeInput() else {
                close()
                throw Self.notificationsLost
            }
        }
    }

    private static let notificationsLost = SQLError(
        .connectionLost,
        "The connection that received notifications broke, and some may be lost: listen again."
    )
}
