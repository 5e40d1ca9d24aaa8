import SwiftletJSON

extension JSONWriter {
    mutating func member(_ key: StaticString, _ value: String) {
        self.key(key)
        string(value)
    }

    mutating func member(_ key: StaticString, _ value: Bool) {
        self.key(key)
        bool(value)
    }

    mutating func strings(_ values: [String]) {
        beginArray()
        for value in values {
            string(value)
        }
        endArray()
    }

    /// Writes a map of names to the last of their values.
    mutating func lastValues(_ member: StaticString, of groups: [(name: String, values: [String])]) {
        key(member)
        beginObject()
        for group in groups {
            key(group.name)
            string(group.values.last ?? "")
        }
        endObject()
    }

    /// Writes a map of names to their values, joined with commas.
    mutating func joinedValues(_ member: StaticString, of groups: [(name: String, values: [String])]) {
        key(member)
        beginObject()
        for group in groups {
            key(group.name)
            string(group.values.joined(separator: ","))
        }
        endObject()
    }

    /// Writes a map of names to arrays of their values.
    mutating func allValues(_ member: StaticString, of groups: [(name: String, values: [String])]) {
        key(member)
        beginObject()
        for group in groups {
            key(group.name)
            strings(group.values)
        }
        endObject()
    }
}
