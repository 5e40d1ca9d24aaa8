public import SwiftletJSON

/// An IPv4 or IPv6 address, like Pydantic's `IPvAnyAddress`.
///
/// ```swift
/// @Model
/// struct AccessRule {
///     var address: IPAddress
///     var isAllowed = false
/// }
/// ```
public enum IPAddress: Sendable, Hashable {
    /// An IPv4 address.
    case v4(IPv4Address)
    /// An IPv6 address.
    case v6(IPv6Address)
}

extension IPAddress: LosslessStringConvertible {
    /// Creates an address from a string such as `192.0.2.1` or `2001:db8::1`, or returns `nil` if the string is invalid.
    public init?(_ description: String) {
        self.init(.string(description))
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

    /// The address as a string.
    public var description: String {
        switch self {
        case .v4(let address): address.description
        case .v6(let address): address.description
        }
    }
}

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
