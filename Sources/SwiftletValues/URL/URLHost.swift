/// Parses the host of a URL: a domain name or an IP address.
enum URLHost {
    /// The forbidden host code points of the WHATWG URL standard.
    private static let forbidden = Set("\0\t\n\r #/:<>?@[\\]^|".unicodeScalars)

    /// Parses and normalizes a host.
    ///
    /// `isSpecial` is whether the URL's scheme is a special scheme.
    static func parse(_ scalars: ArraySlice<Unicode.Scalar>, isSpecial: Bool) throws(URLParseError) -> String {
        if scalars.first == "[" {
            var text = String.UnicodeScalarView()
            text.append(contentsOf: scalars.dropFirst().dropLast())
            guard scalars.last == "]", let address = IPv6Address(String(text)), address.zone == nil else {
                throw .invalidIPv6
            }
            return "[\(address)]"
        }
        guard isSpecial else {
            guard !scalars.contains(where: forbidden.contains) else { throw .invalidHost }
            return PercentCoding.encode(scalars, allowing: .urlControl)
        }
        let domain = try asciiDomain(percentDecoded(scalars))
        guard let last = lastLabel(of: domain), IPv4Number.isNumeric(last) else { return domain }
        guard let address = ipv4(domain) else { throw .invalidIPv4 }
        return (0..<4).map { String(address >> UInt32(24 - $0 * 8) & 0xff) }.joined(separator: ".")
    }

    private static func percentDecoded(_ scalars: ArraySlice<Unicode.Scalar>) throws(URLParseError) -> String {
        guard scalars.contains("%") else {
            var text = String.UnicodeScalarView()
            text.append(contentsOf: scalars)
            return String(text)
        }
        var bytes: [UInt8] = []
        var rest = scalars
        while let scalar = rest.popFirst() {
            let digits = rest.prefix(2).compactMap(\.hexadecimalValue)
            if scalar == "%", digits.count == 2 {
                bytes.append(digits[0] << 4 | digits[1])
                rest = rest.dropFirst(2)
            } else {
                bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .invalidDomain }
        return text
    }

    private static func asciiDomain(_ text: String) throws(URLParseError) -> String {
        guard !InternationalLabel.hasMisplacedJoiner(text) else { throw .invalidDomain }
        let mapped = InternationalLabel.mapLeniently(text)
        var labels: [String] = []
        for label in mapped.labels {
            if label.utf8.allSatisfy({ $0 < 0x80 }) {
                if label.hasPrefix("xn--"), !isPunycode(label.dropFirst(4)) { throw .invalidDomain }
                labels.append(label)
            } else {
                guard isValid(label), let encoded = Punycode.encode(label) else { throw .invalidDomain }
                labels.append("xn--\(encoded)")
            }
        }
        let domain = labels.joined(separator: ".")
        guard
            domain.unicodeScalars.allSatisfy({
                $0.value > 0x20 && $0.value < 0x7f && $0 != "%" && !forbidden.contains($0)
            })
        else { throw .invalidDomain }
        return domain
    }

    /// Whether a label in Punycode, without its prefix, is the encoding of a valid label.
    private static func isPunycode(_ text: Substring) -> Bool {
        guard let label = Punycode.decode(String(text)), !label.utf8.allSatisfy({ $0 < 0x80 }), isValid(label) else {
            return false
        }
        let isMapped = label.unicodeScalars.contains { scalar in
            scalar.properties.changesWhenNFKCCaseFolded && scalar != "ß" && scalar != "ς"
        }
        return !isMapped && label.nfcNormalized.utf8.elementsEqual(label.utf8) && Punycode.encode(label) == String(text)
    }

    /// Whether a label contains only valid characters and does not begin with a combining mark
    /// ([UTS 46, 4.1](https://www.unicode.org/reports/tr46/#Validity_Criteria)).
    private static func isValid(_ label: String) -> Bool {
        guard label.unicodeScalars.first?.properties.generalCategory.isMark != true else { return false }
        return label.unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
            default: true
            }
        }
    }

    /// The last label, ignoring one trailing period.
    private static func lastLabel(of domain: String) -> Substring? {
        let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
        return labels.last?.isEmpty == true ? labels.dropLast().last : labels.last
    }

    private static func ipv4(_ domain: String) -> UInt32? {
        var parts = domain.split(separator: ".", omittingEmptySubsequences: false)
        if parts.last?.isEmpty == true { parts.removeLast() }
        guard 1...4 ~= parts.count else { return nil }
        let numbers = parts.compactMap { IPv4Number($0)?.value }
        guard numbers.count == parts.count, let last = numbers.last else { return nil }
        guard numbers.dropLast().allSatisfy({ $0 <= 255 }) else { return nil }
        guard last < 1 << UInt64(8 * (5 - numbers.count)) else { return nil }
        var address = last
        for (index, number) in numbers.dropLast().enumerated() {
            address |= number << UInt64(8 * (3 - index))
        }
        return UInt32(exactly: address)
    }
}

/// A part of an IPv4 address in decimal, octal or hexadecimal notation.
private struct IPv4Number {
    let value: UInt64

    init?(_ text: Substring) {
        let digits: Substring
        let radix: Int
        if text.hasPrefix("0x") {
            (digits, radix) = (text.dropFirst(2), 16)
        } else if text.hasPrefix("0"), text.utf8.count > 1 {
            (digits, radix) = (text.dropFirst(), 8)
        } else {
            (digits, radix) = (text, 10)
        }
        guard digits.isEmpty == (radix == 16 && text.utf8.count == 2), !digits.hasPrefix("+"), !digits.hasPrefix("-")
        else {
            return nil
        }
        guard let value = digits.isEmpty ? 0 : UInt64(digits, radix: radix) else { return nil }
        self.value = value
    }

    /// Returns whether a label is a number rather than part of a domain name.
    static func isNumeric(_ label: Substring) -> Bool {
        if label.isEmpty { return false }
        return label.utf8.allSatisfy(\.isDigit) || label.hasPrefix("0x") && IPv4Number(label) != nil
    }
}
