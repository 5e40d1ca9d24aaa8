/// A JSON object: keys and values in insertion order.
///
/// ```swift
/// var user: JSONObject = ["id": 1, "name": "Ada"]
/// user["email"] = "ada@example.com"
/// ```
///
/// Keys are compared by their code points, without Unicode normalization. A lookup takes constant time: a scan in a small
/// object, a hash index in one with more than sixteen members. Removal is linear.
///
/// Equality ignores the order, which has no meaning by RFC 8259.
public struct JSONObject: Sendable {
    struct Entry: Sendable {
        var key: String
        var value: JSON
    }

    private static let scanLimit = 16

    private(set) var entries: [Entry] = []
    private var index: KeyIndex?

    /// Creates an empty object.
    public init() {}

    /// Creates an object from members; a duplicate key keeps its first position and its last value.
    public init(_ members: some Sequence<(key: String, value: JSON)>) {
        reserveCapacity(members.underestimatedCount)
        for (key, value) in members {
            self[key] = value
        }
    }

    /// Reserves capacity for members.
    public mutating func reserveCapacity(_ count: Int) {
        entries.reserveCapacity(count)
    }

    /// The keys in order.
    public var keys: [String] { entries.map(\.key) }

    /// The values in order.
    public var values: [JSON] { entries.map(\.value) }

    /// The value of a key.
    ///
    /// Setting replaces the value at the key's position, or appends a member. Setting `nil` removes the member; a JSON `null`
    /// is `JSON.null`.
    public subscript(_ key: String) -> JSON? {
        get { position(of: key).map { entries[$0].value } }
        set {
            switch (position(of: key), newValue) {
            case (let position?, let value?): entries[position].value = value
            case (nil, let value?): append(key, value)
            case (let position?, nil): remove(at: position)
            case (nil, nil): break
            }
        }
    }

    /// The value of a key, or a default value.
    public subscript(_ key: String, default fallback: @autoclosure () -> JSON) -> JSON {
        get { self[key] ?? fallback() }
        set { self[key] = newValue }
    }

    private func position(of key: String) -> Int? {
        guard let index else { return entries.firstIndex { $0.key.utf8Equals(key) } }
        return index[index.slot(of: key) { entries[$0].key.utf8Equals(key) }]
    }

    private mutating func append(_ key: String, _ value: JSON) {
        entries.append(Entry(key: key, value: value))
        guard entries.count > Self.scanLimit else { return }
        guard let current = index, entries.count <= current.capacity else { return rebuildIndex() }
        let slot = current.slot(of: key) { entries[$0].key.utf8Equals(key) }
        index?.insert(entries.count - 1, at: slot)
    }

    private mutating func remove(at position: Int) {
        entries.remove(at: position)
        rebuildIndex()
    }

    private mutating func rebuildIndex() {
        guard entries.count > Self.scanLimit else {
            index = nil
            return
        }
        var rebuilt = KeyIndex(minimumCapacity: entries.count * 2)
        for (position, entry) in entries.enumerated() {
            rebuilt.insert(position, at: rebuilt.slot(of: entry.key) { _ in false })
        }
        index = rebuilt
    }
}

extension JSONObject: RandomAccessCollection {
    /// The position of the first member.
    public var startIndex: Int { 0 }

    /// The position after the last member.
    public var endIndex: Int { entries.count }

    /// The member at a valid position.
    public subscript(_ position: Int) -> (key: String, value: JSON) {
        (entries[position].key, entries[position].value)
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// Creates an object from a literal; a duplicate key keeps its first position and its last value.
    public init(dictionaryLiteral members: (String, JSON)...) {
        self.init(members.lazy.map { (key: $0.0, value: $0.1) })
    }
}

extension JSONObject: Hashable {
    /// Whether both have the same keys with equal values, in any order.
    public static func == (first: JSONObject, second: JSONObject) -> Bool {
        JSON.object(first) == JSON.object(second)
    }

    /// Hashes the members independently of their order.
    public func hash(into hasher: inout Hasher) {
        JSON.object(self).hash(into: &hasher)
    }
}

extension JSONObject: CustomStringConvertible {
    /// The object as compact JSON.
    public var description: String { JSON.object(self).description }
}
