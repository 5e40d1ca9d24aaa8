/// Percent-encoding according to [RFC 3986](https://www.rfc-editor.org/rfc/rfc3986#section-2.1).
package enum PercentCoding {
    /// Decodes percent-encoded text once.
    ///
    /// A `%` without two hexadecimal digits is left unchanged, and decoded bytes that are not UTF-8 become U+FFFD, as in the
    /// WHATWG URL standard and Python's `unquote`. Decoding never fails.
    ///
    /// - Parameters:
    ///   - text: The text in UTF-8.
    ///   - plusIsSpace: Whether `+` is decoded as a space, as in a query or a form; in a path it is literal.
    /// - Returns: The decoded text.
    package static func decode(_ text: Span<UInt8>, plusIsSpace: Bool = false) -> String {
        let count = text.count
        guard needsDecoding(text, plusIsSpace: plusIsSpace) else { return string(text) }
        var decoded: [UInt8] = []
        decoded.reserveCapacity(count)
        var cursor = 0
        while cursor < count {
            let byte = text[cursor]
            cursor &+= 1
            if byte == UInt8(ascii: "%"), cursor &+ 1 < count, let high = hexValue(text[cursor]),
                let low = hexValue(text[cursor &+ 1])
            {
                decoded.append(high &<< 4 | low)
                cursor &+= 2
            } else if byte == UInt8(ascii: "+"), plusIsSpace {
                decoded.append(UInt8(ascii: " "))
            } else {
                decoded.append(byte)
            }
        }
        return String(decoding: decoded, as: UTF8.self)
    }

    /// Decodes percent-encoded text once; text without escapes is returned unchanged.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - plusIsSpace: Whether `+` is decoded as a space, as in a query or a form; in a path it is literal.
    /// - Returns: The decoded text.
    package static func decode(_ text: String, plusIsSpace: Bool = false) -> String {
        let utf8 = text.utf8Span.span
        return needsDecoding(utf8, plusIsSpace: plusIsSpace) ? decode(utf8, plusIsSpace: plusIsSpace) : text
    }

    private static func needsDecoding(_ text: Span<UInt8>, plusIsSpace: Bool) -> Bool {
        for index in text.indices {
            let byte = text[index]
            if byte == UInt8(ascii: "%") || plusIsSpace && byte == UInt8(ascii: "+") { return true }
        }
        return false
    }

    private static func needsEncoding(_ text: Span<UInt8>, allowing allowed: Allowed) -> Bool {
        for index in text.indices where !allowed.contains(text[index]) {
            return true
        }
        return false
    }

    /// The text as a string, with malformed UTF-8 repaired.
    private static func string(_ text: Span<UInt8>) -> String {
        if let checked = try? UTF8Span(validating: text) { return String(copying: checked) }
        return String(decoding: text.indices.map { text[$0] }, as: UTF8.self)
    }

    /// Percent-encodes all bytes of the UTF-8 form that are not allowed, with uppercase digits.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - allowed: The bytes that are left unchanged.
    /// - Returns: The encoded text.
    package static func encode(_ text: String, allowing allowed: Allowed) -> String {
        let utf8 = text.utf8Span.span
        guard needsEncoding(utf8, allowing: allowed) else { return text }
        var encoded: [UInt8] = []
        encoded.reserveCapacity(utf8.count + utf8.count / 2)
        for index in utf8.indices {
            let byte = utf8[index]
            if allowed.contains(byte) {
                encoded.append(byte)
            } else {
                encoded.append(UInt8(ascii: "%"))
                encoded.append(digit(byte &>> 4))
                encoded.append(digit(byte & 0xf))
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    /// The bytes that are not percent-encoded in a component of a URL.
    package struct Allowed: Sendable {
        private var low: UInt64 = 0
        private var high: UInt64 = 0

        /// The unreserved characters and others.
        private init(_ others: String) {
            let unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
            for byte in (unreserved + others).utf8 { insert(byte) }
        }

        /// The printable ASCII characters, including the space, except some of them.
        init(printableExcept excluded: String) {
            for byte in UInt8(0x20)...0x7e where !excluded.utf8.contains(byte) { insert(byte) }
        }

        private mutating func insert(_ byte: UInt8) {
            if byte < 64 { low |= 1 &<< UInt64(byte) } else { high |= 1 &<< UInt64(byte &- 64) }
        }

        /// Unreserved characters: `unreserved` in RFC 3986.
        package static let unreserved = Allowed("")
        /// A path segment: `pchar` in RFC 3986, without escapes.
        package static let segment = Allowed("!$&'()*+,;=:@")
        /// A path including slashes.
        package static let path = Allowed("!$&'()*+,;=:@/")
        /// A name or value in a query: excludes the separators, and `+`, which is decoded as a space.
        package static let queryComponent = Allowed("!$'()*,:@/?")

        /// A host, including a port and the brackets of an IPv6 address.
        package static let host = Allowed(":[]")

        package func contains(_ byte: UInt8) -> Bool {
            switch byte {
            case 0..<64: low &>> UInt64(byte) & 1 == 1
            case 64..<128: high &>> UInt64(byte &- 64) & 1 == 1
            default: false
            }
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") &+ value : UInt8(ascii: "A") &+ value &- 10
    }

    private static func hexValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte &- UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte &- UInt8(ascii: "a") &+ 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte &- UInt8(ascii: "A") &+ 10
        default: nil
        }
    }
}
