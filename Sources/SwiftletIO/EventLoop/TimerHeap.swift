/// The loop's timers: a binary min-heap of deadlines with lookup by identifier.
///
/// Timers with the same deadline fire in the order of their identifiers, which is the order of their creation.
struct TimerHeap {
    typealias Instant = ContinuousClock.Instant

    private struct Entry {
        var deadline: Instant
        var id: UInt64

        func precedes(_ other: Entry) -> Bool {
            deadline != other.deadline ? deadline < other.deadline : id < other.id
        }
    }

    private var entries: [Entry] = []
    /// The index of each timer in `entries`, which makes cancellation logarithmic.
    private var positions: [UInt64: Int] = [:]

    var isEmpty: Bool { entries.isEmpty }
    var count: Int { entries.count }
    var nearest: Instant? { entries.first?.deadline }

    mutating func insert(_ id: UInt64, at deadline: Instant) {
        entries.append(Entry(deadline: deadline, id: id))
        positions[id] = entries.count - 1
        siftUp(entries.count - 1)
    }

    /// Removes a timer, if there is one with this identifier.
    mutating func remove(_ id: UInt64) {
        guard !entries.isEmpty, let position = positions.removeValue(forKey: id) else { return }
        let last = entries.removeLast()
        guard position < entries.count else { return }
        entries[position] = last
        positions[last.id] = position
        siftUp(position)
        siftDown(positions[last.id] ?? position)
    }

    /// Removes the nearest timer, if it has expired at `now`.
    mutating func popDue(at now: Instant) -> UInt64? {
        guard let first = entries.first, first.deadline <= now else { return nil }
        remove(first.id)
        return first.id
    }

    private mutating func siftUp(_ start: Int) {
        var child = start
        while child > 0 {
            let parent = (child - 1) / 2
            guard entries[child].precedes(entries[parent]) else { return }
            exchange(child, parent)
            child = parent
        }
    }

    private mutating func siftDown(_ start: Int) {
        var parent = start
        while true {
            var least = parent
            for child in (2 * parent + 1)...(2 * parent + 2)
            where child < entries.count && entries[child].precedes(entries[least]) {
                least = child
            }
            guard least != parent else { return }
            exchange(parent, least)
            parent = least
        }
    }

    private mutating func exchange(_ one: Int, _ other: Int) {
        entries.swapAt(one, other)
        positions[entries[one].id] = one
        positions[entries[other].id] = other
    }
}
