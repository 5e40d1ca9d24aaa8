/// The waits of a loop, by identifier: each for a descriptor, a deadline, or whichever of the two comes first.
///
/// A wait leaves the table once, with its waiter: that is what makes every resumption happen exactly once.
struct WaitTable {
    typealias Interest = EventLoop.Interest

    struct Descriptor {
        var id: UInt64
        var number: Int32
        var interest: Interest
    }

    private var waiters: [UInt64: Waiter<Interest>] = [:]
    private var timers = TimerHeap()
    private(set) var descriptors: [Descriptor] = []
    /// Changes whenever `descriptors` does, so that the poll set is built anew only then.
    private(set) var version: UInt64 = 0

    var isEmpty: Bool { waiters.isEmpty }
    var nearestDeadline: ContinuousClock.Instant? { timers.nearest }

    mutating func insert(
        _ id: UInt64,
        descriptor: (number: Int32, interest: Interest)?,
        deadline: ContinuousClock.Instant?,
        waiter: Waiter<Interest>
    ) {
        waiters[id] = waiter
        if let deadline { timers.insert(id, at: deadline) }
        if let descriptor {
            descriptors.append(Descriptor(id: id, number: descriptor.number, interest: descriptor.interest))
            version &+= 1
        }
    }

    /// Takes a wait out.
    ///
    /// `nil` when it has already ended.
    mutating func remove(_ id: UInt64) -> Waiter<Interest>? {
        guard let waiter = waiters.removeValue(forKey: id) else { return nil }
        timers.remove(id)
        removeDescriptor(of: id)
        return waiter
    }

    /// Takes out one wait whose deadline has come.
    mutating func popDue(at now: ContinuousClock.Instant) -> Waiter<Interest>? {
        guard let id = timers.popDue(at: now) else { return nil }
        removeDescriptor(of: id)
        return waiters.removeValue(forKey: id)
    }

    /// Takes out every wait.
    mutating func removeAll() -> [Waiter<Interest>] {
        let all = Array(waiters.values)
        waiters = [:]
        timers = TimerHeap()
        descriptors = []
        version &+= 1
        return all
    }

    /// A search along the list, which polling walks on every turn anyway.
    private mutating func removeDescriptor(of id: UInt64) {
        guard let index = descriptors.firstIndex(where: { $0.id == id }) else { return }
        descriptors.swapAt(index, descriptors.count - 1)
        descriptors.removeLast()
        version &+= 1
    }
}
