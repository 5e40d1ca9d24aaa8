public import SwiftletJSON

extension String: SchemaValue {
    /// Decodes a text.
    public static func decode(
        _ input: InputValue,
        _ rules: [Constraint<String>],
        _ validation: inout Validation
    ) -> String? {
        guard let text = input.string else {
            validation.record("string_type", "Input should be a valid string", input: input.json)
            return nil
        }
        guard !text.containsNUL else {
            // No database text column holds it, and C libraries end a text there.
            validation.recordValueError("text must not contain NUL characters", input: input.json)
            return nil
        }
        return rules.apply(to: text, shown: input.json, &validation)
    }

    /// Writes a JSON string.
    public func encode(to writer: inout JSONWriter) {
        writer.string(self)
    }

    /// `{"type": "string"}` with the rules.
    public static func describe(_ rules: [Constraint<String>], _ registry: inout SchemaRegistry) -> JSONObject {
        var schema: JSONObject = ["type": "string"]
        rules.describe(&schema)
        return schema
    }

    /// `str`, as Pydantic names it.
    public static var typeLabel: String { "str" }
}

extension String {
    fileprivate var containsNUL: Bool {
        let bytes = utf8Span.span
        for index in bytes.indices where bytes[index] == 0 {
            return true
        }
        return false
    }

    /// The number of Unicode code points: of the bytes that do not continue one.
    var scalarCount: Int {
        let bytes = utf8Span.span
        var count = 0
        for index in bytes.indices where bytes[index] & 0xC0 != 0x80 {
            count += 1
        }
        return count
    }
}
