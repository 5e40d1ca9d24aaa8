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
