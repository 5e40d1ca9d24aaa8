public import SwiftletJSON
public import SwiftletValues

extension IPv4Network: SchemaKey {
    /// Decodes a network from a string, or a single address from a number.
    public static func decode(
        _ input: InputValue,
        constraints: [Constraint<IPv4Network>],
        validation: inout Validation
    ) -> IPv4Network? {
        input.decodeAddress(
            IPv4Network.init(_:),
            orRecord: ("ip_v4_network", "Input is not a valid IPv4 network"),
            constraints: constraints,
            validation: &validation
        )
    }

    init?(_ scalar: InputValue.Scalar) {
        if case .string(let text) = scalar {
            self.init(text)
        } else {
            guard let address = IPv4Address(scalar) else { return nil }
            self.init(address: address, prefixLength: 32)
        }
    }

    /// Encodes the network in CIDR notation.
    public func encode(to writer: inout JSONWriter) {
        writer.string(description)
    }

    /// The schema `{"type": "string", "format": "ipv4network"}` with the constraints applied.
    public static func describe(
        _ constraints: [Constraint<IPv4Network>],
        _ registry: inout SchemaRegistry
    ) -> JSONObject {
        constraints.describing(["type": "string", "format": "ipv4network"])
    }
}
