public import SwiftletJSON

extension Array: EndpointOutput where Element: SchemaValue {}

/// A list, whose elements are decoded and validated individually. The locations of their errors include the index.
extension Array: SchemaValue where Element: SchemaValue {
    /// Decodes a JSON array, or the values of a repeated parameter.
    public static func decode(
        _ input: InputValue,
        constraints: [Constraint<[Element]>],
        validation: inout Validation
    ) -> [Element]? {
        guard let count = input.elementCount else {
            validation.record("list_type", "Input should be a valid list", input: redacted(input))
            return nil
        }
        for rule in constraints {
            if let bounds = rule.countBounds,
                !bounds.checkMaximum(count, type: "List", shown: { redacted(input) }, validation: &validation)
            {
                return nil
            }
        }
        guard let values = input.decodeElements(Element.self, validation: &validation) else { return nil }
        return constraints.apply(to: values, shown: redacted(input), validation: &validation)
    }

    /// Encodes a JSON array.
    public func encode(to writer: inout JSONWriter) throws {
        writer.beginArray()
        for element in self {
            try element.encode(to: &writer)
        }
        writer.endArray()
    }

    /// The schema `{"type": "array", "items": …}` with the constraints applied.
    public static func describe(
        _ constraints: [Constraint<[Element]>],
        _ registry: inout SchemaRegistry
    ) -> JSONObject {
        constraints.describing(["type": "array", "items": .object(Element.describe([], &registry))])
    }

    /// Returns `true`: the values of a repeated parameter are collected.
    public static var isRepeated: Bool { true }

    /// The list with secrets in its elements redacted.
    public static func redacted(_ input: InputValue) -> JSON { input.redactedElements(Element.self) }

    /// Whether the element type contains a secret.
    public static func containsSecret(visited seen: inout Set<ObjectIdentifier>) -> Bool {
        Element.containsSecret(visited: &seen)
    }

    /// Pydantic's name for the type, `list[…]`.
    public static var typeLabel: String { "list[\(Element.typeLabel)]" }
}
