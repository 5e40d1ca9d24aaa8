import Synchronization

/// The connection that listens for notifications, closed on deinitialization.
final class SQLNotificationListener: Sendable {
    private let connection: any DriverConnection
    private let isWaiting = Atomic(false)

    init(_ connection: any DriverConnection) {
        self.connection = connection
    }

    deinit {
        Task { [connection] in await connection.close() }
    }

    func next() async throws -> SQLNotification {
        guard !isWaiting.exchange(true, ordering: .acquiring) else {
            throw SQLError(.busy, "Another task is already waiting for the next notification of this sequence.")
        }
        defer { isWaiting.store(false, ordering: .releasing) }
        return try await connection.nextNotification()
    }
}
