import Synchronization

/// Notes in memory, with IDs from 1.
package final class NoteStore: Sendable {
    private let notes = Mutex<[String]>([])

    package init() {}

    package var all: [String] { notes.withLock { $0 } }

    package subscript(_ id: Int) -> String? {
        notes.withLock { $0.indices.contains(id - 1) ? $0[id - 1] : nil }
    }

    package func add(_ note: String) -> Int {
        notes.withLock { notes in
            notes.append(note)
            return notes.count
        }
    }
}
