public import SwiftletJSON

extension Array: EndpointOutput where Element: SchemaValue {}

/// A list of values, each decoded and checked; errors carry the index.
extension Array: SchemaValue where Element: SchemaValue {
    /// Decodes a JSON array, or the values of a repeated parameter.
    public static func decode(
        _ input: InputValue,
        _ rules: [Constraint<[Element]>],
        _ validation: inout Validation
    ) -> [Element]? {
        guard let count = input.elementCount else {
            validation.record("list_type", "Input should be a valid list", input: redacted(input))
            return nil
        }
        for rule in rules {
            if let bounds = rule.countBounds,
                !bounds.checkMaximum(count, "List", { redacted(input) }, &validation)
            {
                return nil
            }
        }
        guard let values = input.decodeElements(Element.self, &validation) else { return nil }
        return rules.apply(to: values, shown: redacted(input), &validation)
    }

    /// Writes a JSON array.
    public func encode(to writer: inout JSONWriter) throws {
        writer.beginArray()
        for element in self {
            try element.encode(to: &writer)
        }
        writer.endArray()
    }

    /// `{"type": "array", "items": …}` with the rules.
    public static func describe(_ rules: [Constraint<[Element]>], _ registry: inout SchemaRegistry) -> JSONObject {
        var schema: JSONObject = ["type": "array", "items": .object(Element.describe([], &registry))]
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

    /// `list[…]`, as Pydantic names it.
    public static var typeLabel: String { "list[\(Element.typeLabel)]" }
}
