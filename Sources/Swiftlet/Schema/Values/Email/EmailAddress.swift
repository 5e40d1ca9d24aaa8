public import SwiftletJSON

/// An e-mail address that could be delivered to, in its normal form.
///
/// The rules are those of RFC 5321, 5322 and 6531 as web forms apply them: letters of any script, a domain with a period,
/// no quoted local part, no bare IP address, no special-use domain such as `localhost` or `.test`. The domain is written in
/// lower case and in Unicode; the case of the local part is kept, save for the role names of RFC 2142.
///
/// A display name in front, `Ada <ada@example.com>`, is taken off.
public struct EmailAddress: Sendable, Hashable {
    /// What stands before the at-sign.
    public let localPart: String
    /// What stands behind the at-sign, in lower case and in Unicode.
    public let domain: String

    /// The domain as the domain name system has it, in ASCII.
    public let asciiDomain: String

    /// Creates an address from a text, or `nil` if it is none.
    public init?(_ text: String) {
        guard let address = try? EmailAddress(parsing: text) else { return nil }
        self = address
    }

    init(localPart: String, domain: DomainName) {
        self.localPart = localPart
        self.domain = domain.unicode
        self.asciiDomain = domain.ascii
    }

    /// The whole address.
    public var address: String { "\(localPart)@\(domain)" }
}

extension EmailAddress: LosslessStringConvertible {
    /// The whole address.
    public var description: String { address }
}

extension EmailAddress: SchemaValue {
    /// Decodes an address.
    public static func decode(
        _ input: InputValue,
        _ rules: [Constraint<EmailAddress>],
        _ validation: inout Validation
    ) -> EmailAddress? {
        guard let text = input.string else {
            validation.record("string_type", "Input should be a valid string", input: input.json)
            return nil
        }
        do throws(EmailAddressError) {
            let value = try EmailAddress(parsing: text)
            return rules.apply(to: value, shown: input.json, &validation)
        } catch {
            // The reason may quote what is wrong.
            let reason = validation.isSecret ? "It is not of the right form." : error.reason
            validation.record(
                "value_error",
                "value is not a valid email address: \(reason)",
                input: input.json,
                context: ["reason": .string(reason)]
            )
            return nil
        }
    }

    /// Writes the whole address.
    public func encode(to writer: inout JSONWriter) {
        writer.string(address)
    }

    /// `{"type": "string", "format": "email"}` with the rules.
    public static func describe(
        _ rules: [Constraint<EmailAddress>],
        _ registry: inout SchemaRegistry
    ) -> JSONObject {
        var schema: JSONObject = ["type": "string", "format": "email"]
        rules.describe(&schema)
        return schema
    }

    /// `email`, as Pydantic names it.
    public static var typeLabel: String { "email" }
}

/// Why a text is no e-mail address: a sentence, in the words of Python's `email-validator`.
struct EmailAddressError: Error, Equatable {
    let reason: String

    init(_ reason: String) {
        self.reason = reason
    }

    /// A list of characters that are wrong, in order and each once.
    static func characters(_ introduction: String, _ scalars: some Sequence<Unicode.Scalar>) -> EmailAddressError {
        let names = Set(scalars.map(\.displayName))
            .sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
        return EmailAddressError("\(introduction): \(names.joined(separator: ", ")).")
    }
}

extension Unicode.Scalar {
    /// The character in quotes if it can be seen, and its name or number if it cannot.
    var displayName: String {
        if self == "\\" { return "\"\\\"" }
        if properties.generalCategory.isVisible { return String(self).pythonRepr }
        if let name = properties.name { return name }
        let digits = String(value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, (value < 0xffff ? 4 : 8) - digits.count)) + digits
    }
}

extension Unicode.GeneralCategory {
    /// Whether it is one of the letters, numbers, punctuation marks and symbols.
    var isVisible: Bool {
        switch self {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber, .connectorPunctuation, .dashPunctuation, .openPunctuation,
            .closePunctuation, .initialPunctuation, .finalPunctuation, .otherPunctuation, .mathSymbol,
            .currencySymbol, .modifierSymbol, .otherSymbol:
            true
        default:
            false
        }
    }

    /// Whether it is one of the marks that combine with what stands before them.
    var isMark: Bool {
        switch self {
        case .nonspacingMark, .spacingMark, .enclosingMark: true
        default: false
        }
    }
}
