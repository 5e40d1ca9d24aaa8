public import SwiftletJSON

/// A block of IPv6 addresses, such as `2001:db8::/32`; an address alone is a block of one.
public struct IPv6Network: Sendable, Hashable {
    /// The first address, without a zone.
    public let address: IPv6Address
    /// The number of bits that all addresses have in common, 0 to 128.
    public let prefixLength: Int

    /// Creates a block, or `nil` if the length is out of range, or the address has a zone or is not the first one.
    public init?(address: IPv6Address, prefixLength: Int) {
        guard 0...128 ~= prefixLength, address.zone == nil, address.rawValue & ~Self.mask(prefixLength) == 0 else {
            return nil
        }
        self.address = address
        self.prefixLength = prefixLength
    }

    /// Whether an address belongs to the block, whatever its zone.
    public func contains(_ address: IPv6Address) -> Bool {
        address.rawValue & Self.mask(prefixLength) == self.address.rawValue
    }

    private static func mask(_ length: Int) -> UInt128 {
        length == 0 ? 0 : UInt128.max << UInt128(128 - length)
    }
}

extension IPv6Network: LosslessStringConvertible {
    /// Creates a block from a text such as `2001:db8::/32`, or `nil` if it is none.
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

    /// The block as a text, such as `2001:db8::/32`.
    public var description: String { "\(address)/\(prefixLength)" }
}

extension IPv6Network: SchemaKey {
    /// Decodes a block from a text, or one address from a number.
    public static func decode(
        _ input: InputValue,
        _ rules: [Constraint<IPv6Network>],
        _ validation: inout Validation
    ) -> IPv6Network? {
        validation.floorExactness(.lax)
        let value: IPv6Network?
        if case .string(let text) = input.scalar {
            value = IPv6Network(text)
        } else {
            value = IPv6Address(input.scalar).flatMap { IPv6Network(address: $0, prefixLength: 128) }
        }
        guard let value else {
            validation.record("ip_v6_network", "Input is not a valid IPv6 network", input: input.json)
            return nil
        }
        return rules.apply(to: value, shown: input.json, &validation)
    }

    /// Writes the block as a text.
    public func encode(to writer: inout JSONWriter) {
        writer.string(description)
    }

    /// `{"type": "string", "format": "ipv6network"}` with the rules.
    public static func describe(
        _ rules: [Constraint<IPv6Network>],
        _ registry: inout SchemaRegistry
    ) -> JSONObject {
        var schema: JSONObject = ["type": "string", "format": "ipv6network"]
        rules.describe(&schema)
        return schema
    }
}
