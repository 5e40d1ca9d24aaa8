import SwiftletJSON

/// Converts the labels of internationalized domain names between Unicode and ASCII.
///
/// The standard library lacks the IDNA 2008 tables (RFC 5892) but has the properties they are derived from: a label may
/// contain letters, marks and digits that case folding and compatibility mapping leave unchanged. Characters that UTS 46
/// maps to others are rejected, except for uppercase letters, full-width forms and the alternative periods.
enum InternationalLabel {
    /// The reason that a label is invalid, in the wording of Python's `idna`.
    struct IDNAError: Error {
        let reason: String

        init(_ reason: String) {
            self.reason = reason
        }
    }

    private static let prefix = "xn--"
    private static let lengthLimit = 63

    /// Normalizes a domain name for validation of its labels: lowercase, Normalization Form C, ASCII periods.
    static func map(_ name: String) throws(EmailAddressError) -> String {
        let normal = folded(name)
        if normal.utf8.allSatisfy({ $0 < 0x80 }), name.utf8.allSatisfy({ $0 < 0x80 }) { return normal }
        let forbidden = normal.unicodeScalars.filter { scalar in
            !scalar.isASCII && scalar.properties.changesWhenNFKCCaseFolded && scalar != "ß" && scalar != "ς"
        }
        if !forbidden.isEmpty { throw .characters("The part after the @-sign contains invalid characters", forbidden) }
        let wrong = normal.unicodeScalars.filter { scalar in
            scalar.isASCII && !("a"..."z" ~= scalar || "0"..."9" ~= scalar || scalar == "-" || scalar == ".")
        }
        if !wrong.isEmpty {
            throw .characters(
                "The part after the @-sign contains invalid characters after Unicode normalization",
                wrong
            )
        }
        return normal
    }

    /// Normalizes a domain name to lowercase and Normalization Form C.
    ///
    /// Ignorable code points are removed, as in browsers, and all other characters are allowed.
    static func mapLeniently(_ name: String) -> String {
        folded(String(name.unicodeScalars.filter { !$0.properties.isDefaultIgnorableCodePoint }))
    }

    /// Returns whether a zero-width joiner or non-joiner follows anything but a virama (RFC 5892, appendix A.1 and A.2).
    ///
    /// The non-joiner's second rule, for joining letters of cursive scripts, is not supported.
    static func hasMisplacedJoiner(_ name: String) -> Bool {
        var previous: Unicode.Scalar?
        for scalar in name.unicodeScalars {
            if scalar == "\u{200c}" || scalar == "\u{200d}",
                previous?.properties.canonicalCombiningClass != .virama
            {
                return true
            }
            previous = scalar
        }
        return false
    }

    private static func folded(_ name: String) -> String {
        if name.utf8.allSatisfy({ $0 < 0x80 }) { return name.lowercased() }
        var mapped = String.UnicodeScalarView()
        for scalar in name.unicodeScalars {
            switch scalar {
            case "\u{3002}", "\u{ff0e}", "\u{ff61}":
                mapped.append(".")
            case "\u{ff01}"..."\u{ff5e}":
                guard let narrow = Unicode.Scalar(scalar.value - 0xfee0) else { continue }
                mapped.append(contentsOf: narrow.properties.lowercaseMapping.unicodeScalars)
            case "\u{17f}":
                mapped.append("s")
            default:
                mapped.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
            }
        }
        return String(mapped).nfcNormalized
    }

    /// Validates a label of an internationalized domain name and returns its ASCII form.
    static func encode(_ label: String) throws(IDNAError) -> String {
        var ascii = label
        if label.utf8.allSatisfy({ $0 < 0x80 }) {
            _ = try decode(label)
        } else {
            try check(label)
            guard let encoded = Punycode.encode(label) else { throw IDNAError("Label too long") }
            ascii = prefix + encoded
        }
        guard ascii.utf8.count <= lengthLimit else { throw IDNAError("Label too long") }
        return ascii
    }

    /// Validates an ASCII label and returns its Unicode form.
    static func decode(_ label: String) throws(IDNAError) -> String {
        guard label.utf8.starts(with: prefix.utf8) else { return label }
        let encoded = String(label.dropFirst(prefix.count))
        guard let decoded = Punycode.decode(encoded) else { throw IDNAError("Invalid A-label") }
        guard Punycode.encode(decoded) == encoded else {
            throw IDNAError("A-label is not the canonical Punycode encoding of its U-label")
        }
        try check(decoded)
        return decoded
    }

    private static func check(_ label: String) throws(IDNAError) {
        let scalars = Array(label.unicodeScalars)
        guard label.nfcNormalized.utf8.elementsEqual(label.utf8) else {
            throw IDNAError("Label must be in Normalization Form C")
        }
        if scalars.count >= 4, scalars[2] == "-", scalars[3] == "-" {
            throw IDNAError("Label has disallowed hyphens in 3rd and 4th position")
        }
        if scalars.first == "-" || scalars.last == "-" { throw IDNAError("Label must not start or end with a hyphen") }
        if scalars.first?.properties.generalCategory.isMark == true {
            throw IDNAError("Label begins with an illegal combining character")
        }
        if let first = scalars.first, "\u{660}"..."\u{669}" ~= first {
            throw IDNAError("First codepoint in label \(label.pythonRepr) must be directionality L, R or AL")
        }
        for (index, scalar) in scalars.enumerated() where !isAllowed(scalar, at: index, in: scalars) {
            let number = String(scalar.value, radix: 16, uppercase: true)
            let padding = String(repeating: "0", count: max(0, 4 - number.count))
            throw IDNAError(
                "Codepoint U+\(padding)\(number) at position \(index + 1) of \(label.pythonRepr) not allowed"
            )
        }
    }

    private static func isAllowed(_ scalar: Unicode.Scalar, at index: Int, in label: [Unicode.Scalar]) -> Bool {
        switch scalar {
        case "-":
            return true
        case "\u{b7}":
            // The Catalan middle dot is allowed only between two l's.
            return index > 0 && index + 1 < label.count && label[index - 1] == "l" && label[index + 1] == "l"
        case "\u{30fb}", "\u{6fd}", "\u{6fe}", "\u{f0b}", "\u{3007}":
            return true
        case "ß", "ς":
            return true
        default:
            if scalar.properties.changesWhenNFKCCaseFolded { return false }
            switch scalar.properties.generalCategory {
            case .lowercaseLetter, .otherLetter, .modifierLetter, .nonspacingMark, .spacingMark, .decimalNumber:
                return true
            default:
                return false
            }
        }
    }
}

extension String {
    /// The labels of a domain name, separated by periods.
    ///
    /// Splits at scalars rather than characters, because a period followed by a combining mark is still a separator.
    var labels: [String] {
        unicodeScalars.split(separator: ".", omittingEmptySubsequences: false).map { String($0) }
    }
}
