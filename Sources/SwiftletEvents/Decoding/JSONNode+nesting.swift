import Swiftlet
import SwiftletJSON

/// Accessors for nested members of events, whose errors have the path of the member.
extension JSONNode {
    /// Decodes a required object.
    func nested<Value>(
        _ name: String,
        _ read: (JSONNode) throws(EventError) -> Value
    ) throws(EventError) -> Value {
        let node = try requiredObject(name)
        return try EventError.at(name) { () throws(EventError) in try read(node) }
    }

    /// Decodes an object that may be missing or null.
    func nestedIfPresent<Value>(
        _ name: String,
        _ read: (JSONNode) throws(EventError) -> Value
    ) throws(EventError) -> Value? {
        guard let node = try optionalObject(name) else { return nil }
        return try EventError.at(name) { () throws(EventError) in try read(node) }
    }

    /// Decodes the elements of an array that may be missing or null; the path of an error includes the index.
    func list<Value>(
        _ name: String,
        _ read: (JSONNode) throws(EventError) -> Value
    ) throws(EventError) -> [Value] {
        guard let node = self[name], !node.isNull else { return [] }
        guard node.kind == .array else { throw .wrongType(node, expected: "an array", at: name) }
        var values: [Value] = []
        values.reserveCapacity(node.count)
        for element in node.elements {
            let step = "\(name)[\(values.count)]"
            values.append(try EventError.at(step) { () throws(EventError) in try read(element) })
        }
        return values
    }

    /// The strings of an array; empty if there is no such array.
    func strings(_ name: String) -> [String] {
        guard let node = self[name], node.kind == .array else { return [] }
        return node.elements.compactMap(\.string)
    }

    /// A boolean that may be missing or null.
    func optionalBool(_ name: String) throws(EventError) -> Bool? {
        guard let node = self[name], !node.isNull else { return nil }
        guard let value = node.bool else { throw .wrongType(node, expected: "true or false", at: name) }
        return value
    }

    /// The value of a member that may be missing; `nil` if it is null.
    func optionalValue(_ name: String) -> JSON? {
        guard let node = self[name], !node.isNull else { return nil }
        return node.value
    }
}
