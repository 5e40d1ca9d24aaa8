import Synchronization

/// Records entries in order.
final class Journal: Sendable {
    private let kept = Mutex<[String]>([])
    func note(_ entry: String) { kept.withLock { $0.append(entry) } }
    var entries: [String] { kept.withLock { $0 } }
}
