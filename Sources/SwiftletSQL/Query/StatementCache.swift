import SwiftletJSON

/// A cache of prepared statements by text, with a maximum size.
///
/// The least recently used statement is evicted.
struct StatementCache<Value> {
    private struct Entry {
        var value: Value
        var lastUse: UInt64
    }

    private let capacity: Int
    private var entries: [Key: Entry] = [:]
    private var clock: UInt64 = 0

    /// The text of a statement and the types of its values, which both identify a prepared statement in PostgreSQL.
    struct Key: Hashable {
        let text: String
        let types: [SQLType]

        static func == (left: Key, right: Key) -> Bool {
            left.text.utf8Equals(right.text) && left.types == right.types
        }

        func hash(into hasher: inout Hasher) {
            text.hashUTF8(into: &hasher)
            hasher.combine(types)
        }
    }

    init(capacity: Int) {
        self.capacity = max(0, capacity)
    }

    var count: Int { entries.count }

    var isEnabled: Bool { capacity > 0 }

    mutating func value(for key: Key) -> Value? {
        clock += 1
        let now = clock
        return touch(key) { entry in
            entry.lastUse = now
            return entry.value
        }
    }

    private mutating func touch(_ key: Key, _ body: (inout Entry) -> Value) -> Value? {
        guard let index = entries.index(forKey: key) else { return nil }
        return body(&entries.values[index])
    }

    /// Inserts a value and returns the value that was replaced or evicted, or the value itself if caching is disabled.
    mutating func insert(_ value: Value, for key: Key) -> Value? {
        guard isEnabled else { return value }
        clock += 1
        let replaced = entries.updateValue(Entry(value: value, lastUse: clock), forKey: key)?.value
        guard replaced == nil, entries.count > capacity else { return replaced }
        // Linear, but only on insertion, and bounded by the capacity.
        guard let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse })?.key else { return nil }
        return entries.removeValue(forKey: oldest)?.value
    }

    /// Removes all values and returns them.
    mutating func removeAll() -> [Value] {
        let values = entries.values.map(\.value)
        entries.removeAll()
        return values
    }
}
