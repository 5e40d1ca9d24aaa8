public import SwiftletJSON
public import SwiftletValues

extension IPv4Address: SchemaKey, OrderedSchemaValue {
    /// Decodes an address from a string or a number.
    public static func decode(
        _ input: InputValue,
        constraints: [Constraint<IPv4Address>],
        validation: inout Validation
    ) -> IPv4Address? {
        input.decodeAddress(
            IPv4Address.init(_:),
            orRecord: ("ip_v4_address", "Input is not a valid IPv4 address"),
            constraints: constraints,
            validation: &validation
        )
    }

    init?(_ scalar: InputValue.Scalar) {
        switch scalar {
        case .string(let text): self.init(text)
        case .number(let number):
            guard let value = number.int64.flatMap(UInt32.init(exactly:)) else { return nil }
            self.init(rawValue: value)
        case .bool(let value): self.init(rawValue: value ? 1 : 0)
        case .null, .other: return nil
        }
    }

    /// Encodes the address as a string.
    public func encode(to writer: inout JSONWriter) {
        writer.string(description)
    }

    /// The schema `{"type": "string", "format": "ipv4"}` with the constraints applied.
    public static func describe(
        _ constraints: [Constraint<IPv4Address>],
        _ registry: inout SchemaRegistry
    ) -> JSONObject {
        constraints.describing(["type": "string", "format": "ipv4"])
    }

    /// The address as a string.
    public var bound: JSON { .string(description) }
}
