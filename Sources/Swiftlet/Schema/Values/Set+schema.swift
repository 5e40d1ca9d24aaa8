public import SwiftletJSON

extension Set: EndpointOutput where Element: SchemaValue {}

/// A list of which the order does not matter and duplicates count once.
extension Set: SchemaValue where Element: SchemaValue {
    /// Decodes a JSON array, or the values of a repeated parameter.
    public static func decode(
        _ input: InputValue,
        _ rules: [Constraint<Set<Element>>],
        _ validation: inout Validation
    ) -> Set<Element>? {
        guard input.elementCount != nil else {
            validation.record("set_type", "Input should be a valid set", input: redacted(input))
            return nil
        }
        validation.floorExactness(.lax)
        guard let values = input.decodeElements(Element.self, &validation) else { return nil }
        return rules.apply(to: Set(values), shown: redacted(input), &validation)
    }

    /// Writes a JSON array, in the order of the elements' own JSON texts, so that equal sets are written alike.
    public func encode(to writer: inout JSONWriter) throws {
        let texts = try map { element in
            var writer = JSONWriter(reserving: 32)
            try element.encode(to: &writer)
            return writer.finish()
        }
        writer.beginArray()
        for text in texts.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            writer.raw(text)
        }
        writer.endArray()
    }

    /// `{"type": "array", "uniqueItems": true, "items": …}` with the rules.
    public static func describe(
        _ rules: [Constraint<Set<Element>>],
        _ registry: inout SchemaRegistry
    ) -> JSONObject {
        var schema: JSONObject = [
            "type": "array", "uniqueItems": true, "items": .object(Element.describe([], &registry)),
        ]
        rules.describe(&schema)
        return schema
    }

    /// `true`: a repeated parameter gives its values.
    public static var isRepeated: Bool { true }

    /// The list with the secrets of its elements taken out.
    public static func redacted(_ input: InputValue) -> JSON { input.redactedElements(Element.self) }

    /// As its elements.
    public static func holdsSecret(besides seen: inout Set<ObjectIdentifier>) -> Bool {
        Element.holdsSecret(besides: &seen)
    }

    /// `set[…]`, as Pydantic names it.
    public static var typeLabel: String { "set[\(Element.typeLabel)]" }
}
