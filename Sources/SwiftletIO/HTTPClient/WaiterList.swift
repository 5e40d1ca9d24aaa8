import Synchronization

/// The tasks that wait for something to change, inside whatever lock guards that thing.
struct WaiterList {
    private var waiters: [(id: UInt64, waiter: Waiter<Void>)] = []

    private static let lastID = Atomic<UInt64>(0)

    /// A number for a wait, to cancel it by.
    static func makeID() -> UInt64 { lastID.add(1, ordering: .relaxed).newValue }

    mutating func insert(_ waiter: Waiter<Void>, id: UInt64) {
        waiters.append((id, waiter))
    }

    mutating func remove(_ id: UInt64) -> Waiter<Void>? {
        guard let index = waiters.firstIndex(where: { $0.id == id }) else { return nil }
        return waiters.remove(at: index).waiter
    }

    /// Takes every waiter out, to be resumed once the lock is released.
    mutating func takeAll() -> [Waiter<Void>] {
        guard !waiters.isEmpty else { return [] }
        let all = waiters.map(\.waiter)
        waiters = []
        return all
    }
}
