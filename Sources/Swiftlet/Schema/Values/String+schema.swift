public import SwiftletJSON

extension String: SchemaValue {
    /// Decodes a string.
    ///
    /// NUL characters are rejected.
    public static func decode(
        _ input: InputValue,
        constraints: [Constraint<String>],
        validation: inout Validation
    ) -> String? {
        guard let text = input.string else {
            validation.record("string_type", "Input should be a valid string", input: input.json)
            return nil
        }
        guard !text.containsNUL else {
            // PostgreSQL `text` cannot store NUL, and C libraries treat it as the end of the string.
            validation.recordValueError("text must not contain NUL characters", input: input.json)
            return nil
        }
        return constraints.apply(to: text, shown: input.json, validation: &validation)
    }

    /// Encodes a JSON string.
    public func encode(to writer: inout JSONWriter) {
        writer.string(self)
    }

    /// The schema `{"type": "string"}` with the constraints applied.
    public static func describe(_ constraints: [Constraint<String>], _ registry: inout SchemaRegistry) -> JSONObject {
        constraints.describing(["type": "string"])
    }

    /// Pydantic's name for the type, `str`.
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

    /// The number of Unicode code points: the bytes that are not UTF-8 continuation bytes.
    var scalarCount: Int {
        let bytes = utf8Span.span
        var count = 0
        for index in bytes.indices where bytes[index] & 0xC0 != 0x80 {
            count += 1
        }
        return count
    }
}
