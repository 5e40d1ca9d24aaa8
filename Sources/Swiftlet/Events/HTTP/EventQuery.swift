import SwiftletJSON
import SwiftletValues

/// Decodes the query of an event from maps of names to values.
enum EventQuery {
    /// Decodes the items of a map, and those of another map whose names it does not have.
    ///
    /// - Parameters:
    ///   - all: The map with every value, or `nil`.
    ///   - single: The map with one value per name, or `nil`.
    ///   - areEncoded: Whether names and values are percent-encoded.
    /// - Returns: The items in the order of the maps; those of the map with every value are first.
    /// - Throws: ``EventError`` if a value has the wrong type.
    static func items(
        all: JSONNode?,
        over single: JSONNode?,
        areEncoded: Bool
    ) throws(EventError) -> [QueryItem] {
        var items: [QueryItem] = []
        if let all, all.kind == .object {
            for (key, value) in all.rawMembers {
                try append(key, value: value, areEncoded: areEncoded, to: &items)
            }
        }
        if let single, single.kind == .object {
            let count = items.count
            // A linear search is faster for a few names.
            let names: Set<UTF8Key>? = count > 16 ? Set(items.lazy.map { UTF8Key($0.name) }) : nil
            for (key, value) in single.rawMembers {
                let name = decodeIfNeeded(key.string ?? "", areEncoded)
                let isKnown =
                    if let names {
                        names.contains(UTF8Key(name))
                    } else {
                        items[..<count].contains { $0.name.utf8Equals(name) }
                    }
                guard !isKnown else { continue }
                try append(key, value: value, areEncoded: areEncoded, to: &items)
            }
        }
        return items
    }

    private static func append(
        _ key: JSONNode,
        value: JSONNode,
        areEncoded: Bool,
        to items: inout [QueryItem]
    ) throws(EventError) {
        let name = decodeIfNeeded(key.string ?? "", areEncoded)
        switch value.kind {
        case .array:
            for element in value.elements {
                guard let text = element.isNull ? "" : element.scalarText else {
                    throw .wrongType(element, expected: "a string", at: "queryStringParameters")
                }
                items.append(QueryItem(name, decodeIfNeeded(text, areEncoded)))
            }
        case .null:
            items.append(QueryItem(name, ""))
        default:
            guard let text = value.scalarText else {
                throw .wrongType(value, expected: "a string", at: "queryStringParameters")
            }
            items.append(QueryItem(name, decodeIfNeeded(text, areEncoded)))
        }
    }

    private static func decodeIfNeeded(_ text: String, _ isEncoded: Bool) -> String {
        isEncoded ? PercentCoding.decode(text, plusIsSpace: true) : text
    }
}
