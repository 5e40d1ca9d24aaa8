import SwiftletJSON

extension JWTClaims {
    /// Reads a payload of the form that nearly all tokens have into claims that are empty, without a document of it.
    ///
    /// That form is an object of at least one member, without white space, in which no name appears twice. Texts are
    /// ASCII without escapes, numbers are whole, not negative and of at most fifteen digits, and lists are of texts. It
    /// leaves nothing to a reader's choice, so what is read here is what `init(parsing:)` reads by way of a document.
    ///
    /// - Returns: False for any other payload, valid or not. The claims then have no meaning.
    mutating func readPlain(_ text: Span<UInt8>) -> Bool {
        var reader = PlainText()
        guard reader.take("{", text) else { return false }
        repeat {
            guard let name = reader.string(text), reader.take(":", text) else { return false }
            let isRead =
                switch RegisteredClaim(text.extracting(name)) {
                case .issuer: reader.string(text, into: &issuer)
                case .subject: reader.string(text, into: &subject)
                case .audience: audience.isEmpty && reader.strings(text, into: &audience)
                case .expiresAt: reader.number(text, into: &expiresAt)
                case .notBefore: reader.number(text, into: &notBefore)
                case .issuedAt: reader.number(text, into: &issuedAt)
                case .id: reader.string(text, into: &id)
                case nil: reader.value(text, into: &other[PlainText.string(text, name)])
                }
            guard isRead else { return false }
        } while reader.take(",", text)
        return reader.take("}", text) && reader.position == text.count
    }
}

/// A position in a plain JSON text, which what is read moves on.
///
/// All of it is inlined, so that the position stays in a register.
private struct PlainText {
    private(set) var position = 0

    /// More digits may not fit, or be beyond what a time may be.
    private static let maximumDigits = 15

    /// The byte at the position, or zero, which no plain text has, behind the end.
    @inline(__always)
    private func byte(_ text: Span<UInt8>) -> UInt8 {
        unsafe position < text.count ? text[unchecked: position] : 0
    }

    /// Passes over one character if it is there.
    @inline(__always)
    mutating func take(_ character: Unicode.Scalar, _ text: Span<UInt8>) -> Bool {
        guard byte(text) == UInt8(ascii: character) else { return false }
        position &+= 1
        return true
    }

    /// Passes over a string, and returns where its characters are.
    @inline(__always)
    mutating func string(_ text: Span<UInt8>) -> Range<Int>? {
        guard take("\"", text) else { return nil }
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

    /// The string of characters that have been passed over.
    static func string(_ text: Span<UInt8>, _ range: Range<Int>) -> String {
        unsafe String(copying: UTF8Span(unchecked: text.extracting(range), isKnownASCII: true))
    }

    /// Reads a string that has not been read before.
    @inline(__always)
    mutating func string(_ text: Span<UInt8>, into value: inout String?) -> Bool {
        guard value == nil, let range = string(text) else { return false }
        value = Self.string(text, range)
        return true
    }

    /// Reads one string, or a list of at least one.
    @inline(__always)
    mutating func strings(_ text: Span<UInt8>, into values: inout [String]) -> Bool {
        guard take("[", text) else {
            guard let range = string(text) else { return false }
            values = [Self.string(text, range)]
            return true
        }
        repeat {
            guard let range = string(text) else { return false }
            values.append(Self.string(text, range))
        } while take(",", text)
        return take("]", text)
    }

    /// Reads a number that has not been read before.
    @inline(__always)
    mutating func number(_ text: Span<UInt8>, into value: inout Int64?) -> Bool {
        guard value == nil else { return false }
        let start = position
        var number: Int64 = 0
        while true {
            let digit = byte(text) &- UInt8(ascii: "0")
            guard digit < 10 else { break }
            // Wraps after eighteen digits, which are then too many.
            number = number &* 10 &+ Int64(digit)
            position &+= 1
        }
        let count = position &- start
        guard 1...Self.maximumDigits ~= count else { return false }
        guard count == 1 || (unsafe text[unchecked: start]) != UInt8(ascii: "0") else { return false }
        value = number
        return true
    }

    /// Reads a string or a number that has not been read before, whatever it is for.
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
