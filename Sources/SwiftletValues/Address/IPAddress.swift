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
        if let address = IPv4Address(description) {
            self = .v4(address)
        } else if let address = IPv6Address(description) {
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
