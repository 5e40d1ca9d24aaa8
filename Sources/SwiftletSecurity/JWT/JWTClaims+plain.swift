import SwiftletJSON

extension JWTClaims {
    /// Parses a payload in the plain format of nearly all tokens into empty claims, without a JSON document.
    ///
    /// The format is a JSON object of at least one member, without white space and duplicate names. Strings are ASCII without
    /// escapes, numbers are non-negative integers of at most 15 digits, and arrays contain strings. It leaves nothing to
    /// interpretation, so the result is that of `init(parsing:)`.
    ///
    /// - Returns: `false` for any other payload, valid or not. The claims are then undefined.
    mutating func readPlain(_ text: Span<UInt8>) -> Bool {
        var reader = PlainJSONScanner()
        guard reader.skip("{", text) else { return false }
        repeat {
            guard let name = reader.string(text), reader.skip(":", text) else { return false }
            let isRead =
                switch RegisteredClaim(text.extracting(name)) {
                case .issuer: reader.string(text, into: &issuer)
                case .subject: reader.string(text, into: &subject)
                case .audience: audience.isEmpty && reader.strings(text, into: &audience)
                case .expiresAt: reader.number(text, into: &expiresAt)
                case .notBefore: reader.number(text, into: &notBefore)
                case .issuedAt: reader.number(text, into: &issuedAt)
                case .id: reader.string(text, into: &id)
                case nil: reader.value(text, into: &other[PlainJSONScanner.string(text, name)])
                }
            guard isRead else { return false }
        } while reader.skip(",", text)
        return reader.skip("}", text) && reader.position == text.count
    }
}

/// A scanner for plain JSON.
///
/// All methods are inlined, so that the position stays in a register.
private struct PlainJSONScanner {
    private(set) var position = 0

    /// More digits could overflow or exceed the range of times.
    private static let maximumDigits = 15

    /// The byte at the position, or zero at the end, which does not occur in plain JSON.
    @inline(__always)
    private func byte(_ text: Span<UInt8>) -> UInt8 {
        unsafe position < text.count ? text[unchecked: position] : 0
    }

    /// Skips a character if it is next.
    @inline(__always)
    mutating func skip(_ character: Unicode.Scalar, _ text: Span<UInt8>) -> Bool {
        guard byte(text) == UInt8(ascii: character) else { return false }
        position &+= 1
        return true
    }

    /// Skips a string, and returns the range of its characters.
    @inline(__always)
    mutating func string(_ text: Span<UInt8>) -> Range<Int>? {
        guard skip("\"", text) else { return nil }
        let start = position
        while true {
            let byte = byte(text)
            if byte == UInt8(ascii: "\"") { break }
            guard 0x20..<0x80 ~= byte, byte != UInt8(ascii: "\\") else { return nil }
            position &+= 1
        }
        defer { position &+= 1 }
        return start..<position
    }

    /// Returns the string in a range that was skipped.
    static func string(_ text: Span<UInt8>, _ range: Range<Int>) -> String {
        unsafe String(copying: UTF8Span(unchecked: text.extracting(range), isKnownASCII: true))
    }

    /// Reads a string into a value that is not set yet.
    @inline(__always)
    mutating func string(_ text: Span<UInt8>, into value: inout String?) -> Bool {
        guard value == nil, let range = string(text) else { return false }
        value = Self.string(text, range)
        return true
    }

    /// Reads a string, or an array of at least one string.
    @inline(__always)
    mutating func strings(_ text: Span<UInt8>, into values: inout [String]) -> Bool {
        guard skip("[", text) else {
            guard let range = string(text) else { return false }
            values = [Self.string(text, range)]
            return true
        }
        repeat {
            guard let range = string(text) else { return false }
            values.append(Self.string(text, range))
        } while skip(",", text)
        return skip("]", text)
    }

    /// Reads a number into a value that is not set yet.
    @inline(__always)
    mutating func number(_ text: Span<UInt8>, into value: inout Int64?) -> Bool {
        guard value == nil else { return false }
        let start = position
        var number: Int64 = 0
        while true {
            let digit = byte(text) &- UInt8(ascii: "0")
            guard digit < 10 else { break }
            // Wraps after 18 digits, which exceed the maximum anyway.
            number = number &* 10 &+ Int64(digit)
            position &+= 1
        }
        let count = position &- start
        guard 1...Self.maximumDigits ~= count else { return false }
        guard count == 1 || (unsafe text[unchecked: start]) != UInt8(ascii: "0") else { return false }
        value = number
        return true
    }

    /// Reads a string, an array or a number into a value that is not set yet.
    @inline(__always)
    mutating func value(_ text: Span<UInt8>, into value: inout JSON?) -> Bool {
        guard value == nil else { return false }
        switch byte(text) {
        case UInt8(ascii: "\""):
            guard let range = string(text) else { return false }
            value = .string(Self.string(text, range))
        case UInt8(ascii: "["):
            var strings: [String] = []
            guard self.strings(text, into: &strings) else { return false }
            value = .array(strings.map(JSON.string))
        default:
            var number: Int64?
            guard self.number(text, into: &number), let number else { return false }
            value = .integer(number)
        }
        return true
    }
}
