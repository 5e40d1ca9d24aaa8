/// Which of a number of instances takes the next event: as few of them as can do the work.
struct InstanceSlots: Sendable {
    private let instances: Int
    private let concurrency: Int
    /// How many events each instance has that was ever used.
    private var busy: [Int] = []

    /// Creates the slots of instances that are all unused.
    ///
    /// - Parameters:
    ///   - instances: how many there may be.
    ///   - concurrency: how many events each takes at once.
    init(instances: Int, concurrency: Int) {
        self.instances = max(1, instances)
        self.concurrency = max(1, concurrency)
    }

    /// Takes a slot.
    ///
    /// - Returns: the instance: of those in use the least busy one, and a new one if none of them has room; `nil` if there
    ///   is no room at all.
    mutating func take() -> Int? {
        let used = busy.indices.min { busy[$0] < busy[$1] }
        if let used, busy[used] < concurrency {
            busy[used] += 1
            return used
        }
        guard busy.count < instances else { return nil }
        busy.append(1)
        return busy.count - 1
    }

    /// Gives a slot back.
    mutating func release(_ instance: Int) {
        guard busy.indices.contains(instance), busy[instance] > 0 else { return }
        busy[instance] -= 1
    }
}
