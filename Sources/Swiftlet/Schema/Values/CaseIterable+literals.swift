import SwiftletJSON

extension CaseIterable where Self: RawRepresentable, RawValue: SchemaEnumRawValue {
    /// The raw values of all cases.
    static var literals: [JSON] {
        allCases.map(\.rawValue.literal)
    }

    /// The JSON Schema of the raw values: `{"enum": […]}`, or `{"const": …}` for a single value.
    static func literalSchema(titled title: String? = nil, _ registry: inout SchemaRegistry) -> JSONObject {
        var schema: JSONObject = [:]
        let literals = literals
        if literals.count == 1 { schema["const"] = literals[0] } else { schema["enum"] = .array(literals) }
        if let title { schema["title"] = .string(title) }
        schema["type"] = RawValue.describe([], &registry)["type"]
        return schema
    }

    /// Records that an input is none of the values.
    static func recordUnexpected(_ input: InputValue, as type: String, validation: inout Validation) {
        let expected = ExpectedValues(literals).text
        validation.record(
            type,
            "Input should be \(expected)",
            input: input.json,
            context: ["expected": .string(expected)]
        )
    }
}
