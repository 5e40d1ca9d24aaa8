extension EmailAddress {
    private static let textLimit = 2048
    private static let addressLimit = 254

    /// Parses and normalizes an address.
    package init(parsing text: String) throws(EmailAddressError) {
        // Limits the work for oversized inputs.
        guard text.utf8.count <= Self.textLimit || text.unicodeScalars.count <= Self.textLimit else {
            throw EmailAddressError("Length must not exceed \(Self.textLimit) characters")
        }
        guard !text.utf8.contains(where: { $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\n") }) else {
            throw EmailAddressError("Carriage return and line feed characters are not allowed")
        }
        let address = MailboxText(text.strippingWhitespace).address.strippingWhitespace
        let (given, domainText) = try Self.split(address)
        let local = try EmailLocalPart(given)
        let domain: DomainName
        if domainText.isEmpty {
            throw EmailAddressError("There must be something after the @-sign.")
        } else if domainText.hasPrefix("["), domainText.hasSuffix("]") {
            throw Self.addressLiteralError(domainText.dropFirst().dropLast())
        } else {
            domain = try DomainName(domainText)
        }
        try Self.checkLength("\(given)@\(domainText)", nil)
        try Self.checkLength("\(local.text)@\(domain.unicode)", "after normalization")
        try Self.checkLength(
            "\(local.text)@\(domain.ascii)",
            "when the part after the @-sign is converted to IDNA ASCII"
        )
        self.init(localPart: local.text, domain: domain)
    }

    /// Splits an address at the first unquoted at-sign.
    private static func split(_ address: String) throws(EmailAddressError) -> (local: String, domain: String) {
        let scalars = address.unicodeScalars
        var isQuoted = false
        var isEscaped = false
        for position in scalars.indices {
            let scalar = scalars[position]
            if isQuoted {
                if scalar == "\"", !isEscaped { isQuoted = false }
                isEscaped = scalar == "\\" && !isEscaped
                continue
            }
            switch scalar {
            case "\"":
                isQuoted = true
            case "@":
                return (String(scalars[..<position]), String(scalars[scalars.index(after: position)...]))
            case "<":
                let name = String(scalars[..<position]).strippingWhitespace.unicodeScalars
                throw displayNameError(name[...], scalars[position...])
            default:
                break
            }
        }
        if scalars.contains("\u{ff20}") {
            throw EmailAddressError(
                "The email address has the \"full-width\" at-sign (@) character instead of a regular at-sign."
            )
        }
        if scalars.contains("\u{fe6b}") {
            throw EmailAddressError(
                "The email address has the \"small commercial at\" character instead of a regular at-sign."
            )
        }
        throw EmailAddressError("An email address must have an @-sign.")
    }

    /// Returns the error for an invalid display name before an angle bracket.
    private static func displayNameError(
        _ name: Substring.UnicodeScalarView,
        _ rest: Substring.UnicodeScalarView
    ) -> EmailAddressError {
        let forbidden = name.filter { $0 == "." || !$0.isASCII || $0 != " " && !$0.isAllowedInName }
        if name.first != "\"", !forbidden.isEmpty {
            return .characters("The display name contains invalid characters when not quoted", forbidden)
        }
        if rest.contains(">"), rest.last(where: { $0 != " " }) != ">" {
            return EmailAddressError("There can't be anything after the email address.")
        }
        return EmailAddressError(
            rest.contains(">")
                ? "A display name and angle brackets around the email address are not permitted here."
                : "An open angle bracket at the start of the email address has to be followed by a close angle bracket "
                    + "at the end."
        )
    }

    /// Returns the error for an address literal in brackets, which is either valid and unsupported, or invalid.
    private static func addressLiteralError(_ literal: Substring) -> EmailAddressError {
        let bytes = literal.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        if bytes.count == 4 && !bytes.contains(nil) || literal.lowercased().hasPrefix("ipv6:") {
            return EmailAddressError("A bracketed IP address after the @-sign is not allowed here.")
        }
        return EmailAddressError(
            literal.contains(":")
                ? "The part after the @-sign contains an invalid address literal tag in brackets."
                : "The part after the @-sign in brackets is not an IPv4 address and has no address literal tag."
        )
    }

    private static func checkLength(_ address: String, _ form: String?) throws(EmailAddressError) {
        let excess = address.utf8.count - addressLimit
        guard excess > 0 else { return }
        let explanation: String
        if let form {
            explanation = "\(form) (\(excess) byte\(excess == 1 ? "" : "s") too many)"
        } else {
            let widest = address.unicodeScalars.lazy.map { UTF8.width($0) }.max() ?? 1
            let least = max(1, excess / widest)
            let range = least == excess ? "\(excess)" : "\(least)-\(excess)"
            explanation = "(\(range) character\(excess == 1 ? "" : "s") too many)"
        }
        throw EmailAddressError("The email address is too long \(explanation).")
    }
}

/// An address with an optional display name: `Ada <ada@example.com>` or `"Lovelace, Ada" <ada@example.com>`.
private struct MailboxText {
    let address: String

    init(_ text: String) {
        address = Self.bracketed(text) ?? text
    }

    private static func bracketed(_ text: String) -> String? {
        guard text.hasSuffix(">") else { return nil }
        let scalars = text.unicodeScalars
        var start = scalars.startIndex
        if scalars.first == "\"", let end = scalars.lastIndex(of: "\""), end != start {
            start = scalars.index(after: end)
            guard scalars[start...].drop(while: \.properties.isWhitespace).first == "<" else { return nil }
        }
        guard let bracket = scalars[start...].firstIndex(of: "<") else { return nil }
        guard scalars[start..<bracket].allSatisfy(\.isAllowedInName) else { return nil }
        let inside = scalars[scalars.index(after: bracket)...].dropLast()
        return inside.isEmpty ? nil : String(inside)
    }
}

extension Unicode.Scalar {
    /// Whether an unquoted display name may contain the character.
    fileprivate var isAllowedInName: Bool {
        properties.isAlphabetic || properties.numericType != nil || properties.isWhitespace
            || "_.!#$%&'*+-/=?^`{|}~".unicodeScalars.contains(self)
    }
}
