public import SwiftletJSON
public import SwiftletValues

extension IPv6Network: SchemaKey {
    /// Decodes a network from a string, or a single address from a number.
    public static func decode(
        _ input: InputValue,
        constraints: [Constraint<IPv6Network>],
        validation: inout Validation
    ) -> IPv6Network? {
        input.decodeAddress(
            IPv6Network.init(_:),
            orRecord: ("ip_v6_network", "Input is not a valid IPv6 network"),
            constraints: constraints,
            validation: &validation
        )
    }

    init?(_ scalar: InputValue.Scalar) {
        if case .string(let text) = scalar {
            self.init(text)
        } else {
            guard let address = IPv6Address(scalar) else { return nil }
            self.init(address: address, prefixLength: 128)
        }
    }

    /// Encodes the network in CIDR notation.
    public func encode(to writer: inout JSONWriter) {
        writer.string(description)
    }

    /// The schema `{"type": "string", "format": "ipv6network"}` with the constraints applied.
    public static func describe(
        _ constraints: [Constraint<IPv6Network>],
        _ registry: inout SchemaRegistry
    ) -> JSONObject {
        constraints.describing(["type": "string", "format": "ipv6network"])
    }
}
