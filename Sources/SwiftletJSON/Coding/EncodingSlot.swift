/// The slot of a container, or of a value that encodes itself.
final class EncodingSlot {
    enum Content {
        case unset
        case json(JSON)
        case array([EncodedValue])
        case object([(key: String, value: EncodedValue)])
    }

    var content = Content.unset

    /// The indices of the members by key, once a linear search would be slow.
    private var positions: [UTF8Key: Int] = [:]

    /// The number of elements.
    var count: Int {
        if case .array(let elements) = content { elements.count } else { 0 }
    }

    func becomeArray() {
        guard case .array = content else {
            content = .array([])
            return
        }
    }

    func becomeObject() {
        guard case .object = content else {
            content = .object([])
            return
        }
    }

    func append(_ value: EncodedValue) {
        guard case .array(var elements) = content else { return }
        content = .unset
        elements.append(value)
        content = .array(elements)
    }

    /// Sets a member; a key that is encoded twice keeps its first position and its last value.
    func set(_ key: String, _ value: EncodedValue) {
        guard case .object(var members) = content else { return }
        content = .unset
        if let position = position(of: key, in: members) {
            members[position].value = value
        } else {
            members.append((key, value))
            if !positions.isEmpty {
                positions[UTF8Key(key)] = members.count - 1
            }
        }
        content = .object(members)
    }

    private func position(of key: String, in members: [(key: String, value: EncodedValue)]) -> Int? {
        guard members.count > 24 else { return members.firstIndex { $0.key.utf8Equals(key) } }
        if positions.isEmpty {
            positions = Dictionary(uniqueKeysWithValues: members.enumerated().map { (UTF8Key($1.key), $0) })
        }
        return positions[UTF8Key(key)]
    }
}
