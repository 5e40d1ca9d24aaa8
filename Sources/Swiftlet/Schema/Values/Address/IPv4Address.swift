public import SwiftletJSON

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

extension IPv4Address: SchemaKey, OrderedSchemaValue {
    /// Decodes an address from a string or a number.
    public static func decode(
        _ input: InputValue,
        constraints: [Constraint<IPv4Address>],
        validation: inout Validation
    ) -> IPv4Address? {
        input.decodeAddress(
            IPv4Address.init(_:),
            orRecord: ("ip_v4_address", "Input is not a valid IPv4 address"),
            constraints: constraints,
            validation: &validation
        )
    }

    init?(_ scalar: InputValue.Scalar) {
        switch scalar {
        case .string(let text): self.init(text)
        case .number(let number):
            guard let value = number.int64.flatMap(UInt32.init(exactly:)) else { return nil }
            self.init(rawValue: value)
        case .bool(let value): self.init(rawValue: value ? 1 : 0)
        case .null, .other: return nil
        }
    }

    /// Encodes the address as a string.
    public func encode(to writer: inout JSONWriter) {
        writer.string(description)
    }

    /// The schema `{"type": "string", "format": "ipv4"}` with the constraints applied.
    public static func describe(
        _ constraints: [Constraint<IPv4Address>],
        _ registry: inout SchemaRegistry
    ) -> JSONObject {
        constraints.describing(["type": "string", "format": "ipv4"])
    }

    /// The address as a string.
    public var bound: JSON { .string(description) }
}
