/// The waits of a loop, by identifier: each for a descriptor, a deadline, or whichever of the two comes first.
///
/// A wait leaves the table once, with its waiter: that is what makes every resumption happen exactly once.
struct WaitTable {
    typealias Interest = EventLoop.Interest

    struct Descriptor {
        var id: UInt64
        var number: Int32
        var interest: Interest
        var waiter: Waiter<Interest>
    }

    /// The waits for a descriptor, which are looked for one after the other: polling walks along them on every turn anyway.
    private(set) var descriptors: [Descriptor] = []
    /// Changes whenever `descriptors` does, so that the poll set is built anew only then.
    private(set) var version: UInt64 = 0
    /// The waits for nothing but a deadline.
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

    /// Takes a wait out.
    ///
    /// `nil` when it has already ended.
    mutating func remove(_ id: UInt64) -> Waiter<Interest>? {
        guard let waiter = removeWaiter(of: id) else { return nil }
        timers.remove(id)
        return waiter
    }

    /// Takes out one wait whose deadline has come.
    mutating func popDue(at now: ContinuousClock.Instant) -> Waiter<Interest>? {
        timers.popDue(at: now).flatMap { removeWaiter(of: $0) }
    }

    /// Takes out every wait.
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
