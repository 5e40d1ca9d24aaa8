/// An IPv6 address in the formats of RFC 4291, with an optional zone (RFC 4007).
///
/// Encoded in the format of RFC 5952.
public struct IPv6Address: Sendable, Hashable, Comparable {
    /// The numeric value of the address; its first byte is the most significant.
    public let rawValue: UInt128
    /// The zone after the percent sign, such as `eth0` in `fe80::1%eth0`, or `nil`.
    public let zone: String?

    /// Creates an address from its numeric value.
    public init(rawValue: UInt128, zone: String? = nil) {
        self.rawValue = rawValue
        self.zone = zone
    }

    /// Compares the numeric values, and the zones of addresses with equal values.
    public static func < (first: IPv6Address, second: IPv6Address) -> Bool {
        (first.rawValue, first.zone ?? "") < (second.rawValue, second.zone ?? "")
    }
}

extension IPv6Address: LosslessStringConvertible {
    /// Creates an address from a string such as `2001:db8::1`, or returns `nil` if the string is invalid.
    public init?(_ description: String) {
        let bytes = Array(description.utf8)
        guard let percent = bytes.firstIndex(of: UInt8(ascii: "%")) else {
            guard let value = Self.value(of: bytes[...]) else { return nil }
            self.init(rawValue: value)
            return
        }
        let zone = bytes[(percent + 1)...]
        guard !zone.isEmpty, !zone.contains(UInt8(ascii: "%")), !zone.contains(UInt8(ascii: "/")),
            let value = Self.value(of: bytes[..<percent])
        else { return nil }
        self.init(rawValue: value, zone: String(decoding: zone, as: UTF8.self))
    }

    /// The address as a string, such as `2001:db8::1`.
    public var description: String {
        let pieces = (0..<8).map { UInt16(truncatingIfNeeded: rawValue >> (112 - $0 * 16)) }
        func text(_ pieces: ArraySlice<UInt16>) -> String {
            pieces.map { String($0, radix: 16) }.joined(separator: ":")
        }
        let suffix = zone.map { "%\($0)" } ?? ""
        guard let zeros = Self.longestZeros(pieces) else { return text(pieces[...]) + suffix }
        return "\(text(pieces[..<zeros.lowerBound]))::\(text(pieces[zeros.upperBound...]))" + suffix
    }

    /// The longest run of at least two zero groups.
    private static func longestZeros(_ pieces: [UInt16]) -> Range<Int>? {
        var longest: Range<Int>?
        var index = 0
        while index < pieces.count {
            let end = pieces[index...].firstIndex { $0 != 0 } ?? pieces.count
            if end - index > max(longest?.count ?? 0, 1) { longest = index..<end }
            index = max(end, index + 1)
        }
        return longest
    }

    private static func value(of text: ArraySlice<UInt8>) -> UInt128? {
        guard let (first, rest) = halves(text), let head = pieces(first, isLast: rest == nil) else { return nil }
        var all = head
        if let rest {
            guard let tail = pieces(rest, isLast: true), head.count + tail.count < 8 else { return nil }
            all += [UInt16](repeating: 0, count: 8 - head.count - tail.count) + tail
        }
        guard all.count == 8 else { return nil }
        return all.reduce(0) { $0 << 16 | UInt128($1) }
    }

    /// The parts before and after the double colon, or `nil` if there is more than one.
    private static func halves(_ text: ArraySlice<UInt8>) -> (ArraySlice<UInt8>, ArraySlice<UInt8>?)? {
        let colon = UInt8(ascii: ":")
        guard let mark = text.indices.dropLast().first(where: { text[$0] == colon && text[$0 + 1] == colon }) else {
            return (text, nil)
        }
        let rest = text[(mark + 2)...]
        let isRepeated = zip(rest, rest.dropFirst()).contains { $0 == colon && $1 == colon }
        return isRepeated ? nil : (text[..<mark], rest)
    }

    private static func pieces(_ text: ArraySlice<UInt8>, isLast: Bool) -> [UInt16]? {
        if text.isEmpty { return [] }
        let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard parts.count <= 8 else { return nil }
        var pieces: [UInt16] = []
        for (index, part) in parts.enumerated() {
            if isLast, index == parts.count - 1, part.contains(UInt8(ascii: ".")) {
                guard let address = IPv4Address(part) else { return nil }
                pieces += [UInt16(address.rawValue >> 16), UInt16(address.rawValue & 0xffff)]
            } else {
                guard 1...4 ~= part.count, part.allSatisfy({ Unicode.Scalar($0).hexadecimalValue != nil }),
                    let piece = UInt16(String(decoding: part, as: UTF8.self), radix: 16)
                else { return nil }
                pieces.append(piece)
            }
        }
        return pieces
    }
}
