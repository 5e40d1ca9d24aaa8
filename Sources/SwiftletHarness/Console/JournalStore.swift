import Foundation
import SwiftletGateway

/// The latest invocations, limited in number and in bytes.
struct JournalStore {
    private let maximumCount: Int
    private let maximumBytes: Int
    /// The entries, oldest first.
    private(set) var entries: [JournalEntry] = []
    private var lastNumber = 0

    /// - Parameters:
    ///   - maximumCount: The maximum number of entries.
    ///   - maximumBytes: The maximum total size of the entries; the latest entry is always kept.
    init(maximumCount: Int = 200, maximumBytes: Int = 64 * 1024 * 1024) {
        self.maximumCount = maximumCount
        self.maximumBytes = maximumBytes
    }

    subscript(id: String) -> JournalEntry? {
        entries.last { $0.id == id }
    }

    /// Adds an invocation that has started.
    mutating func add(_ call: FunctionCall, date: Date = Date()) -> JournalEntry {
        lastNumber += 1
        let entry = JournalEntry(call, number: lastNumber, date: date)
        entries.append(entry)
        trim()
        return entry
    }

    /// Adds or replaces an entry of another process of the app, in the order of time.
    mutating func merge(_ entry: JournalEntry) {
        lastNumber = max(lastNumber, entry.number)
        if let index = entries.lastIndex(where: { $0.id == entry.id }) {
            entries[index] = entry
        } else {
            let index = entries.lastIndex { $0.date <= entry.date }.map { $0 + 1 } ?? 0
            entries.insert(entry, at: index)
        }
        trim()
    }

    /// Changes an entry.
    ///
    /// - Returns: The changed entry; `nil` if it has been removed.
    mutating func update(_ id: String, _ change: (inout JournalEntry) -> Void) -> JournalEntry? {
        guard let index = entries.lastIndex(where: { $0.id == id }) else { return nil }
        change(&entries[index])
        let entry = entries[index]
        trim()
        return entry
    }

    /// Removes all entries.
    mutating func removeAll() {
        entries = []
    }

    /// Removes the oldest entries that exceed the limits.
    private mutating func trim() {
        var count = 0
        var bytes = 0
        let kept = entries.reversed()
            .prefix { entry in
                count += 1
                bytes += entry.byteCount
                return count == 1 || count <= maximumCount && bytes <= maximumBytes
            }
            .count
        entries.removeFirst(entries.count - kept)
    }
}
