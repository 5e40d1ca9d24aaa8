public import SwiftletJSON
public import SwiftletValues

extension IPv6Address: SchemaKey, OrderedSchemaValue {
    /// Decodes an address from a string or a number.
    public static func decode(
        _ input: InputValue,
        constraints: [Constraint<IPv6Address>],
        validation: inout Validation
    ) -> IPv6Address? {
        input.decodeAddress(
            IPv6Address.init(_:),
            orRecord: ("ip_v6_address", "Input is not a valid IPv6 address"),
            constraints: constraints,
            validation: &validation
        )
    }

    init?(_ scalar: InputValue.Scalar) {
        switch scalar {
        case .string(let text): self.init(text)
        case .number(let number):
            guard let value = UInt128(number.text) else { return nil }
            self.init(rawValue: value)
        case .bool(let value): self.init(rawValue: value ? 1 : 0)
        case .null, .other: return nil
        }
    }

    /// Encodes the address as a string.
    public func encode(to writer: inout JSONWriter) {
        writer.string(description)
    }

    /// The schema `{"type": "string", "format": "ipv6"}` with the constraints applied.
    public static func describe(
        _ constraints: [Constraint<IPv6Address>],
        _ registry: inout SchemaRegistry
    ) -> JSONObject {
        constraints.describing(["type": "string", "format": "ipv6"])
    }

    /// The address as a string.
    public var bound: JSON { .string(description) }
}
