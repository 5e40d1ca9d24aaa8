/// An IPv6 network in CIDR notation, such as `2001:db8::/32`; a single address is a network with the prefix length 128.
public struct IPv6Network: Sendable, Hashable {
    /// The network address, without a zone.
    public let address: IPv6Address
    /// The prefix length in bits, 0 to 128.
    public let prefixLength: Int

    /// Creates a network, or returns `nil` if the prefix length is out of range, or the address has a zone or host bits set.
    public init?(address: IPv6Address, prefixLength: Int) {
        guard 0...128 ~= prefixLength, address.zone == nil, address.rawValue & ~Self.mask(prefixLength) == 0 else {
            return nil
        }
        self.address = address
        self.prefixLength = prefixLength
    }

    /// Returns whether the network contains an address.
    ///
    /// The address's zone is ignored.
    public func contains(_ address: IPv6Address) -> Bool {
        address.rawValue & Self.mask(prefixLength) == self.address.rawValue
    }

    private static func mask(_ length: Int) -> UInt128 {
        length == 0 ? 0 : UInt128.max << UInt128(128 - length)
    }
}

extension IPv6Network: LosslessStringConvertible {
    /// Creates a network from a string such as `2001:db8::/32`, or returns `nil` if the string is invalid.
    public init?(_ description: String) {
        let parts = Array(description.utf8).split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.count <= 2, let address = IPv6Address(String(decoding: parts[0], as: UTF8.self)) else { return nil }
        guard parts.count == 2 else {
            self.init(address: address, prefixLength: 128)
            return
        }
        guard !parts[1].isEmpty, parts[1].allSatisfy(\.isDigit),
            let length = Int(String(decoding: parts[1], as: UTF8.self))
        else { return nil }
        self.init(address: address, prefixLength: length)
    }

    /// The network in CIDR notation, such as `2001:db8::/32`.
    public var description: String { "\(address)/\(prefixLength)" }
}
