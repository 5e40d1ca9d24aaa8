public import SwiftletJSON

extension Bool: SchemaValue {
    /// Decodes a Boolean from `true` or `false`, the numbers 0 and 1, or a string such as `yes`, `off` or `t`, ignoring case.
    public static func decode(
        _ input: InputValue,
        constraints: [Constraint<Bool>],
        validation: inout Validation
    ) -> Bool? {
        let value: Bool?
        let scalar = input.scalar
        switch scalar {
        case .bool(let bool): value = bool
        case .number(let number):
            guard let integer = number.int64 ?? number.integralInt64 else {
                validation.record("bool_type", "Input should be a valid boolean", input: input.json)
                return nil
            }
            value = integer == 1 ? true : integer == 0 ? false : nil
        case .string(let text): value = Bool(word: text)
        case .null, .other:
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
        if case .bool = scalar {} else { validation.floorExactness(.lax) }
        return constraints.apply(to: value, shown: input.json, validation: &validation)
    }

    private init?(word: String) {
        // The longest accepted word has five letters.
        guard word.utf8.count <= 5 else { return nil }
        switch word.lowercased() {
        case "1", "on", "t", "true", "y", "yes": self = true
        case "0", "off", "f", "false", "n", "no": self = false
        default: return nil
        }
    }

    /// Encodes `true` or `false`.
    public func encode(to writer: inout JSONWriter) {
        writer.bool(self)
    }

    /// The schema `{"type": "boolean"}` with the constraints applied.
    public static func describe(_ constraints: [Constraint<Bool>], _ registry: inout SchemaRegistry) -> JSONObject {
        constraints.describing(["type": "boolean"])
    }

    /// Pydantic's name for the type, `bool`.
    public static var typeLabel: String { "bool" }
}

extension JSONNumber {
    /// The value of a number with a fraction or an exponent, if it is integral and fits into 64 bits.
    fileprivate var integralInt64: Int64? {
        isIntegerLiteral ? nil : double.flatMap(Int64.init(exactly:))
    }
}
