/// A parser of structured field values ([RFC 9651, section 4.2](https://www.rfc-editor.org/rfc/rfc9651#section-4.2)), for
/// strings and parameters.
struct StructuredFieldParser {
    private let bytes: [UInt8]
    private var position = 0

    init(_ field: String) {
        bytes = Array(field.utf8)
    }

    var isAtEnd: Bool { position == bytes.count }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func skipSpaces() {
        while accept(" ") {}
    }

    private mutating func accept(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func skip(while isIncluded: (UInt8) -> Bool) -> Int {
        let start = position
        while let byte = next, isIncluded(byte) { position += 1 }
        return position - start
    }

    /// Parses a String (section 4.2.5).
    mutating func string() -> String? {
        guard accept("\"") else { return nil }
        var text: [UInt8] = []
        while let byte = next {
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                guard let escaped = next, escaped == UInt8(ascii: "\"") || escaped == UInt8(ascii: "\\") else {
                    return nil
                }
                position += 1
                text.append(escaped)
            case 0x20...0x7e:
                text.append(byte)
            default:
                return nil
            }
        }
        return nil
    }

    /// Parses parameters (section 4.2.3.2).
    ///
    /// - Returns: Whether they are valid.
    mutating func skipParameters() -> Bool {
        while accept(";") {
            skipSpaces()
            guard let first = next, first.isLowercase || first == UInt8(ascii: "*") else { return false }
            _ = skip { $0.isLowercase || $0.isDigit || ".-_*".utf8.contains($0) }
            if accept("="), !skipBareItem() { return false }
        }
        return true
    }

    private mutating func skipBareItem() -> Bool {
        switch next {
        case UInt8(ascii: "\""):
            return string() != nil
        case UInt8(ascii: "?"):
            position += 1
            return accept("0") || accept("1")
        case UInt8(ascii: ":"):
            position += 1
            _ = skip { $0.isLetter || $0.isDigit || "+/=".utf8.contains($0) }
            return accept(":")
        case UInt8(ascii: "@"):
            position += 1
            return skipNumber(allowsFraction: false)
        case UInt8(ascii: "%"):
            position += 1
            return skipDisplayString()
        case let byte? where byte == UInt8(ascii: "-") || byte.isDigit:
            return skipNumber(allowsFraction: true)
        case let byte? where byte == UInt8(ascii: "*") || byte.isLetter:
            _ = skip { $0.isTokenCharacter || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "/") }
            return true
        default:
            return false
        }
    }

    /// Parses an Integer of at most 15 digits, or a Decimal of at most 12 and 3 digits (section 4.2.4).
    private mutating func skipNumber(allowsFraction: Bool) -> Bool {
        _ = accept("-")
        let count = skip(while: \.isDigit)
        guard (1...15).contains(count) else { return false }
        guard allowsFraction, accept(".") else { return true }
        return count <= 12 && (1...3).contains(skip(while: \.isDigit))
    }

    /// Parses a Display String (section 4.2.10), whose percent-encoded bytes are UTF-8.
    private mutating func skipDisplayString() -> Bool {
        guard accept("\"") else { return false }
        var text: [UInt8] = []
        while let byte = next {
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                return String(validating: text, as: UTF8.self) != nil
            case UInt8(ascii: "%"):
                guard let high = hexadecimalDigit(), let low = hexadecimalDigit() else { return false }
                text.append(high << 4 | low)
            case 0x20...0x7e:
                text.append(byte)
            default:
                return false
            }
        }
        return false
    }

    private mutating func hexadecimalDigit() -> UInt8? {
        switch next {
        case let byte? where byte.isDigit:
            position += 1
            return byte - UInt8(ascii: "0")
        case let byte? where (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte):
            position += 1
            return byte - UInt8(ascii: "a") + 10
        default:
            return nil
        }
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
    fileprivate var isLowercase: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) }
    fileprivate var isLetter: Bool { isLowercase || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) }
    /// Whether the byte is a `tchar` (RFC 9110, section 5.6.2).
    fileprivate var isTokenCharacter: Bool { isLetter || isDigit || "!#$%&'*+-.^_`|~".utf8.contains(self) }
}
