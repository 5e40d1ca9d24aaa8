/// An IPv4 network in CIDR notation, such as `192.0.2.0/24`; a single address is a network with the prefix length 32.
public struct IPv4Network: Sendable, Hashable {
    /// The network address.
    public let address: IPv4Address
    /// The prefix length in bits, 0 to 32.
    public let prefixLength: Int

    /// Creates a network, or returns `nil` if the prefix length is out of range or the address has host bits set.
    public init?(address: IPv4Address, prefixLength: Int) {
        guard 0...32 ~= prefixLength, address.rawValue & ~Self.mask(prefixLength) == 0 else { return nil }
        self.address = address
        self.prefixLength = prefixLength
    }

    /// Returns whether the network contains an address.
    public func contains(_ address: IPv4Address) -> Bool {
        address.rawValue & Self.mask(prefixLength) == self.address.rawValue
    }

    private static func mask(_ length: Int) -> UInt32 {
        length == 0 ? 0 : UInt32.max << UInt32(32 - length)
    }
}

extension IPv4Network: LosslessStringConvertible {
    /// Creates a network from a string such as `192.0.2.0/24` or `192.0.2.0/255.255.255.0`, or returns `nil` if it is invalid.
    public init?(_ description: String) {
        let parts = Array(description.utf8).split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.count <= 2, let address = IPv4Address(parts[0]) else { return nil }
        guard parts.count == 2 else {
            self.init(address: address, prefixLength: 32)
            return
        }
        if !parts[1].isEmpty, parts[1].allSatisfy(\.isDigit) {
            guard let length = Int(String(decoding: parts[1], as: UTF8.self)) else { return nil }
            self.init(address: address, prefixLength: length)
        } else {
            guard let mask = IPv4Address(parts[1])?.rawValue else { return nil }
            // A netmask, or a host mask such as `0.0.0.255`.
            let lengths = [(~mask).leadingZeroBitCount, mask.leadingZeroBitCount]
            guard let length = zip(lengths, [mask, ~mask]).first(where: { Self.mask($0) == $1 })?.0 else { return nil }
            self.init(address: address, prefixLength: length)
        }
    }

    /// The network in CIDR notation, such as `192.0.2.0/24`.
    public var description: String { "\(address)/\(prefixLength)" }
}
