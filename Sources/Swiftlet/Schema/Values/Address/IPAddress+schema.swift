public import SwiftletJSON
public import SwiftletValues

extension IPAddress: SchemaKey {
    /// Decodes an address from a string or a number; a number of at most 32 bits is an IPv4 address.
    public static func decode(
        _ input: InputValue,
        constraints: [Constraint<IPAddress>],
        validation: inout Validation
    ) -> IPAddress? {
        input.decodeAddress(
            IPAddress.init(_:),
            orRecord: ("ip_any_address", "value is not a valid IPv4 or IPv6 address"),
            constraints: constraints,
            validation: &validation
        )
    }

    init?(_ scalar: InputValue.Scalar) {
        if let address = IPv4Address(scalar) {
            self = .v4(address)
        } else if let address = IPv6Address(scalar) {
            self = .v6(address)
        } else {
            return nil
        }
    }

    /// Encodes the address as a string.
    public func encode(to writer: inout JSONWriter) {
        writer.string(description)
    }

    /// The schema `{"type": "string", "format": "ipvanyaddress"}` with the constraints applied.
    public static func describe(
        _ constraints: [Constraint<IPAddress>],
        _ registry: inout SchemaRegistry
    ) -> JSONObject {
        constraints.describing(["type": "string", "format": "ipvanyaddress"])
    }
}
