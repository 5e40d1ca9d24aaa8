/// Assigns invocations to as few instances as possible.
struct InstanceSlots: Sendable {
    private let instances: Int
    private let concurrency: Int
    /// The number of pending invocations of each instance.
    private var busy: [Int] = []

    /// Creates unused slots.
    ///
    /// - Parameters:
    ///   - instances: The maximum number of instances.
    ///   - concurrency: The maximum number of concurrent invocations per instance.
    init(instances: Int, concurrency: Int) {
        self.instances = max(1, instances)
        self.concurrency = max(1, concurrency)
    }

    /// Acquires a slot.
    ///
    /// - Returns: The least busy instance with free capacity, otherwise a new one; `nil` if all slots are in use.
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

    /// Releases a slot.
    mutating func release(_ instance: Int) {
        guard busy.indices.contains(instance), busy[instance] > 0 else { return }
        busy[instance] -= 1
    }
}
