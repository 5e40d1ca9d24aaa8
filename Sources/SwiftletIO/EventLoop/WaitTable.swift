/// The waits of a loop, by identifier: for a descriptor, a deadline, or the first of the two.
///
/// A wait is removed once, with its waiter, so that every waiter is resumed exactly once.
struct WaitTable {
    typealias Interest = EventLoop.Interest

    struct Descriptor {
        var id: UInt64
        var number: Int32
        var interest: Interest
        var waiter: Waiter<Interest>
    }

    /// The waits for a descriptor; an array, because every poll iterates over all of them anyway.
    private(set) var descriptors: [Descriptor] = []
    /// Changes with `descriptors`, so that the poll set is rebuilt only when necessary.
    private(set) var version: UInt64 = 0
    /// The waits for a deadline only.
    private var sleepers: [UInt64: Waiter<Interest>] = [:]
    private var timers = TimerHeap()

    var nearestDeadline: ContinuousClock.Instant? { timers.nearest }

    mutating func insert(
        _ id: UInt64,
        descriptor: (number: Int32, interest: Interest)?,
        deadline: ContinuousClock.Instant?,
        waiter: Waiter<Interest>
    ) {
        if let deadline { timers.insert(id, at: deadline) }
        guard let descriptor else {
            sleepers[id] = waiter
            return
        }
        descriptors.append(
            Descriptor(id: id, number: descriptor.number, interest: descriptor.interest, waiter: waiter)
        )
        version &+= 1
    }

    /// Removes a wait; `nil` if it has already ended.
    mutating func remove(_ id: UInt64) -> Waiter<Interest>? {
        guard let waiter = removeWaiter(of: id) else { return nil }
        timers.remove(id)
        return waiter
    }

    /// Removes one wait whose deadline has passed.
    mutating func popDue(at now: ContinuousClock.Instant) -> Waiter<Interest>? {
        timers.popDue(at: now).flatMap { removeWaiter(of: $0) }
    }

    /// Removes all waits.
    mutating func removeAll() -> [Waiter<Interest>] {
        let all = descriptors.map(\.waiter) + sleepers.values
        descriptors = []
        sleepers = [:]
        timers = TimerHeap()
        version &+= 1
        return all
    }

    private mutating func removeWaiter(of id: UInt64) -> Waiter<Interest>? {
        guard let index = descriptors.firstIndex(where: { $0.id == id }) else {
            return sleepers.isEmpty ? nil : sleepers.removeValue(forKey: id)
        }
        let waiter = descriptors[index].waiter
        descriptors.swapAt(index, descriptors.count - 1)
        descriptors.removeLast()
        version &+= 1
        return waiter
    }
}
