public import SwiftletJSON

extension Set: EndpointOutput where Element: SchemaValue {}

/// An unordered list without duplicates.
extension Set: SchemaValue where Element: SchemaValue {
    /// Decodes a JSON array, or the values of a repeated parameter.
    public static func decode(
        _ input: InputValue,
        constraints: [Constraint<Set<Element>>],
        validation: inout Validation
    ) -> Set<Element>? {
        guard input.elementCount != nil else {
            validation.record("set_type", "Input should be a valid set", input: redacted(input))
            return nil
        }
        validation.floorExactness(.lax)
        guard let values = input.decodeElements(Element.self, validation: &validation) else { return nil }
        return constraints.apply(to: Set(values), shown: redacted(input), validation: &validation)
    }

    /// Encodes a JSON array sorted by the encoded elements, so that equal sets have equal encodings.
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

    /// The schema `{"type": "array", "uniqueItems": true, "items": …}` with the constraints applied.
    public static func describe(
        _ constraints: [Constraint<Set<Element>>],
        _ registry: inout SchemaRegistry
    ) -> JSONObject {
        constraints.describing([
            "type": "array", "uniqueItems": true, "items": .object(Element.describe([], &registry)),
        ])
    }

    /// Returns `true`: the values of a repeated parameter are collected.
    public static var isRepeated: Bool { true }

    /// The list with secrets in its elements redacted.
    public static func redacted(_ input: InputValue) -> JSON { input.redactedElements(Element.self) }

    /// Whether the element type contains a secret.
    public static func containsSecret(visited seen: inout Set<ObjectIdentifier>) -> Bool {
        Element.containsSecret(visited: &seen)
    }

    /// Pydantic's name for the type, `set[…]`.
    public static var typeLabel: String { "set[\(Element.typeLabel)]" }
}
