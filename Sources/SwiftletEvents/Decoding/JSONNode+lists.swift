import Swiftlet
import SwiftletJSON

/// Accessors for the arrays of events.
extension JSONNode {
    /// Decodes the elements of a required array; the path of an error includes the index of the element.
    func requiredList<Element>(
        _ name: String,
        _ read: (JSONNode) throws(EventError) -> Element
    ) throws(EventError) -> [Element] {
        let node = try required(name)
        guard node.kind == .array else { throw .wrongType(node, expected: "an array", at: name) }
        var elements: [Element] = []
        elements.reserveCapacity(node.count)
        for element in node.elements {
            do {
                elements.append(try read(element))
            } catch {
                throw error.inside("\(name)[\(elements.count)]")
            }
        }
        return elements
    }

    /// Decodes the elements of an array; empty if it is missing or null.
    func optionalList<Element>(
        _ name: String,
        _ read: (JSONNode) throws(EventError) -> Element
    ) throws(EventError) -> [Element] {
        guard let node = self[name], !node.isNull else { return [] }
        return try requiredList(name, read)
    }

    /// The strings of an array; empty if there is no such array.
    func strings(_ name: String) -> [String] {
        guard let node = self[name], node.kind == .array else { return [] }
        return node.elements.compactMap(\.string)
    }

    /// The members of an object; empty if there is no such object.
    func values(_ name: String) -> [String: JSON] {
        guard let node = self[name] else { return [:] }
        var values: [String: JSON] = [:]
        for (key, value) in node.members { values[key] = value.value }
        return values
    }
}
