@_spi(_Unicode) import Swift

/// The normalized local part of an email address: the part before the at-sign.
struct EmailLocalPart {
    let text: String

    /// The case-insensitive role names of RFC 2142.
    private static let roles: Set<String> = [
        "info", "marketing", "sales", "support", "abuse", "noc", "security", "postmaster", "hostmaster", "usenet",
        "news",
        "webmaster", "www", "uucp", "ftp",
    ]

    /// Validates and normalizes a local part.
    init(_ given: String) throws(EmailAddressError) {
        if given.hasPrefix("\"") { throw Self.quoted(given) }
        try Self.check(given)
        guard given.utf8.allSatisfy({ $0 < 0x80 }) else {
            let normal = given.nfcNormalized
            if !normal.utf8.elementsEqual(given.utf8) {
                do throws(EmailAddressError) {
                    try Self.check(normal)
                } catch {
                    throw EmailAddressError("After Unicode normalization: \(error.reason)")
                }
            }
            text = normal
            return
        }
        let lower = given.lowercased()
        text = Self.roles.contains(lower) ? lower : given
    }

    private static func quoted(_ text: String) -> EmailAddressError {
        let rest = text.unicodeScalars.dropFirst()
        var isEscaped = false
        for position in rest.indices {
            if rest[position] == "\"", !isEscaped {
                let extra = rest[rest.index(after: position)...]
                if extra.isEmpty { break }
                let names = extra.map(\.displayName).joined(separator: ", ")
                return EmailAddressError("Extra character(s) found after close quote: \(names)")
            }
            isEscaped = rest[position] == "\\" && !isEscaped
        }
        return EmailAddressError("Quoting the part before the @-sign is not allowed here.")
    }

    private static func check(_ text: String) throws(EmailAddressError) {
        let scalars = text.unicodeScalars
        if scalars.isEmpty { throw EmailAddressError("There must be something before the @-sign.") }
        let forbidden = scalars.filter { $0.isASCII && $0 != "." && !$0.isAtomCharacter }
        if !forbidden.isEmpty {
            throw .characters("The email address contains invalid characters before the @-sign", forbidden)
        }
        if scalars.last == "." {
            throw EmailAddressError("An email address cannot have a period immediately before the @-sign.")
        }
        if scalars.first == "." { throw EmailAddressError("An email address cannot start with a period.") }
        if text.utf8.containsAdjacent(UInt8(ascii: "."), UInt8(ascii: ".")) {
            throw EmailAddressError("An email address cannot have two periods in a row.")
        }
        try checkIsSafe(text)
    }

    /// Rejects invisible characters, and a leading mark that would combine with the preceding character.
    static func checkIsSafe(_ text: String) throws(EmailAddressError) {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return }
        let unsafe = text.unicodeScalars.enumerated()
            .filter { index, scalar in
                let category = scalar.properties.generalCategory
                return category.isMark ? index == 0 : !category.isVisible
            }
        guard !unsafe.isEmpty else { return }
        let names = Set(unsafe.map(\.element)).sorted().map(\.displayName)
        throw EmailAddressError("The email address contains unsafe characters: \(names.joined(separator: ", ")).")
    }
}

extension Unicode.Scalar {
    /// Whether the character is allowed in an atom (RFC 5322).
    fileprivate var isAtomCharacter: Bool {
        switch self {
        case "a"..."z", "A"..."Z", "0"..."9": true
        default: "_!#$%&'*+-/=?^`{|}~".unicodeScalars.contains(self)
        }
    }
}

extension String {
    /// The string in Unicode Normalization Form C.
    ///
    /// Uses the standard library's SPI `_nfc`, because the public API requires full Foundation.
    var nfcNormalized: String {
        var result = String.UnicodeScalarView()
        for scalar in _nfc {
            result.append(scalar)
        }
        return String(result)
    }
}

extension String.UTF8View {
    /// Returns whether two bytes are adjacent anywhere in the string.
    func containsAdjacent(_ first: UInt8, _ second: UInt8) -> Bool {
        zip(self, dropFirst()).contains { $0 == first && $1 == second }
    }
}
