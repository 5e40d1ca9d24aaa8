/// An IPv4 address, parsed from dotted decimal notation without leading zeros, or from a 32-bit number.
public struct IPv4Address: Sendable, Hashable, Comparable {
    /// The numeric value of the address; its first byte is the most significant.
    public let rawValue: UInt32

    /// Creates an address from its numeric value.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// Returns whether the numeric value of the first address is smaller.
    public static func < (first: IPv4Address, second: IPv4Address) -> Bool { first.rawValue < second.rawValue }
}

extension IPv4Address: LosslessStringConvertible {
    /// Creates an address from a string such as `192.0.2.1`, or returns `nil` if the string is invalid.
    public init?(_ description: String) {
        self.init(Array(description.utf8)[...])
    }

    init?(_ text: ArraySlice<UInt8>) {
        let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var value: UInt32 = 0
        for part in parts {
            guard 1...3 ~= part.count, part.allSatisfy(\.isDigit), part.count == 1 || part.first != UInt8(ascii: "0"),
                let byte = UInt8(String(decoding: part, as: UTF8.self))
            else { return nil }
            value = value << 8 | UInt32(byte)
        }
        self.init(rawValue: value)
    }

    /// The address as a string, such as `192.0.2.1`.
    public var description: String {
        "\(rawValue >> 24).\(rawValue >> 16 & 0xff).\(rawValue >> 8 & 0xff).\(rawValue & 0xff)"
    }
}
