import SwiftletJSON

extension YAML {
    /// The document as JSON; a tag as CloudFormation's intrinsic function.
    var json: JSON {
        switch self {
        case .string(let text): .string(text)
        case .integer(let number): .integer(number)
        case .boolean(let value): .bool(value)
        case .list(let elements): .array(elements.map(\.json))
        case .map(let members): .object(JSONObject(members.map { (key: $0.name, value: $0.value.json) }))
        case .tagged("Ref", let name): ["Ref": .string(name)]
        case .tagged(let function, let text): .object(JSONObject([(key: "Fn::\(function)", value: .string(text))]))
        }
    }

    /// The compact JSON text.
    var jsonText: String { String(decoding: json.bytes, as: UTF8.self) }

    /// The document of a JSON value; `null` and numbers that are not integers are strings.
    init(_ json: JSON) {
        self =
            switch json {
            case .null: .string("null")
            case .bool(let value): .boolean(value)
            case .number(let number): number.int.map(YAML.integer) ?? .string("\(number)")
            case .string(let text): .string(text)
            case .array(let elements): .list(elements.map { YAML($0) })
            case .object(let members): .map(zip(members.keys, members.values).map { ($0, YAML($1)) })
            }
    }
}
