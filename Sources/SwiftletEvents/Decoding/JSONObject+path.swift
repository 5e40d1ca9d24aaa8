import SwiftletJSON

/// Access to nested members of a response, by paths of member names.
extension JSONObject {
    /// The member at a path, or `nil` if it is missing or null.
    func value(at path: String...) -> JSON? {
        var value = JSON.object(self)
        for name in path {
            guard let member = value[name], !member.isNull else { return nil }
            value = member
        }
        return value
    }

    /// Sets or removes the member at a path, and creates the objects on it that are missing.
    mutating func set(_ value: JSON?, at path: String...) {
        set(value, at: path[...])
    }

    private mutating func set(_ value: JSON?, at path: ArraySlice<String>) {
        guard let name = path.first else { return }
        guard path.count > 1 else {
            self[name] = value
            return
        }
        var inner = self[name]?.object ?? [:]
        inner.set(value, at: path.dropFirst())
        self[name] = .object(inner)
    }
}

extension JSON {
    /// The strings of an array, without its other elements.
    var strings: [String] { (array ?? []).compactMap(\.string) }

    /// The members of an object that are strings.
    var stringMembers: [String: String] {
        var members: [String: String] = [:]
        for (key, value) in object ?? [:] { members[key] = value.string }
        return members
    }

    /// An array of strings.
    init(strings: [String]) {
        self = .array(strings.map { .string($0) })
    }

    /// An object with string members, in the order of their names.
    init(strings: [String: String]) {
        self = .object(JSONObject(strings.sorted { $0.key < $1.key }.map { (key: $0.key, value: .string($0.value)) }))
    }
}
