public import SwiftletJSON

extension Bool: SchemaValue {
    /// Decodes a bool: one itself, the numbers 0 and 1, or one of the usual words in any case.
    public static func decode(
        _ input: InputValue,
        _ rules: [Constraint<Bool>],
        _ validation: inout Validation
    ) -> Bool? {
        let value: Bool?
        let scalar = input.scalar
        switch scalar {
        case .bool(let bool): value = bool
        case .number(let number) where number.double == 1: value = true
        case .number(let number) where number.double == 0: value = false
        case .number(let number) where number.isIntegerLiteral: value = nil
        case .string(let text): value = Bool(word: text)
        case .null, .number, .other:
            validation.record("bool_type", "Input should be a valid boolean", input: input.json)
            return nil
        }
        guard let value else {
            validation.record(
                "bool_parsing",
                "Input should be a valid boolean, unable to interpret input",
                input: input.json
            )
            return nil
        }
        if case .bool = scalar {} else { validation.lower(to: .lax) }
        return rules.apply(to: value, shown: input.json, &validation)
    }

    private init?(word: String) {
        // The longest of the words has five letters.
        guard word.utf8.count <= 5 else { return nil }
        switch word.lowercased() {
        case "1", "on", "t", "true", "y", "yes": self = true
        case "0", "off", "f", "false", "n", "no": self = false
        default: return nil
        }
    }

    /// Writes `true` or `false`.
    public func encode(to writer: inout JSONWriter) {
        writer.bool(self)
    }

    /// `{"type": "boolean"}` with the rules.
    public static func describe(_ rules: [Constraint<Bool>], _ registry: inout SchemaRegistry) -> JSONObject {
        var schema: JSONObject = ["type": "boolean"]
        rules.describe(&schema)
        return schema
    }

    /// `bool`, as Pydantic names it.
    public static var typeLabel: String { "bool" }
}
