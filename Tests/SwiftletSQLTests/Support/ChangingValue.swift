import Synchronization

/// A provider of a changing secret that counts its calls.
final class ChangingValue: Sendable {
    private let values: Mutex<[String]>
    private let asked = Atomic<Int>(0)

    init(_ values: String...) { self.values = Mutex(values) }

    var count: Int { asked.load(ordering: .relaxed) }

    func change(to value: String) { values.withLock { $0 = [value] } }

    /// Returns the next value; the last one is repeated.
    func next() -> String {
        asked.add(1, ordering: .relaxed)
        return values.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] }
    }
}
