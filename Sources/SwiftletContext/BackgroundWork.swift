import Synchronization

/// The work that a handler leaves for the time after its response; its host runs it then.
///
/// A host without one runs such work before it returns the response.
package final class BackgroundWork: Sendable {
    /// A part of the work, which handles its own errors.
    package typealias Part = @Sendable () async -> Void

    /// Read by hosts after each response, without a lock.
    private let hasParts = Atomic(false)
    private let parts = Mutex<[Part]>([])

    /// Creates an empty list, which can be used again once it has run.
    package init() {}

    /// Whether there is no work.
    package var isEmpty: Bool { !hasParts.load(ordering: .acquiring) }

    /// Adds a part; the host runs it after the response.
    package func add(_ part: @escaping Part) {
        parts.withLock { parts in
            parts.append(part)
            hasParts.store(true, ordering: .releasing)
        }
    }

    /// Runs and removes all parts, in order, with those that are added meanwhile.
    package func run() async {
        while !isEmpty {
            let all = parts.withLock { parts in
                hasParts.store(false, ordering: .releasing)
                defer { parts = [] }
                return parts
            }
            for part in all {
                await part()
            }
        }
    }
}
