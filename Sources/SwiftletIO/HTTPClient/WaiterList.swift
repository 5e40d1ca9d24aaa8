import Synchronization

/// The tasks that wait for a change of some state, guarded by that state's lock.
struct WaiterList {
    private var waiters: [(id: UInt64, waiter: Waiter<Void>)] = []

    private static let lastID = Atomic<UInt64>(0)

    /// A new id for a wait.
    static func makeID() -> UInt64 { lastID.add(1, ordering: .relaxed).newValue }

    mutating func insert(_ waiter: Waiter<Void>, id: UInt64) {
        waiters.append((id, waiter))
    }

    mutating func remove(_ id: UInt64) -> Waiter<Void>? {
        guard let index = waiters.firstIndex(where: { $0.id == id }) else { return nil }
        return waiters.remove(at: index).waiter
    }

    /// Removes and returns all waiters, to be resumed after the lock is released.
    mutating func takeAll() -> [Waiter<Void>] {
        guard !waiters.isEmpty else { return [] }
        let all = waiters.map(\.waiter)
        waiters = []
        return all
    }
}
