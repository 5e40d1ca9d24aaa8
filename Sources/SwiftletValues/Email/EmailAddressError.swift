import SwiftletJSON

/// The reason that a string is not an email address, in the wording of Python's `email-validator`.
package struct EmailAddressError: Error, Equatable {
    package let reason: String

    init(_ reason: String) {
        self.reason = reason
    }

    /// Creates an error that lists the invalid characters, sorted and without duplicates.
    static func characters(_ introduction: String, _ scalars: some Sequence<Unicode.Scalar>) -> EmailAddressError {
        let names = Set(scalars.map(\.displayName))
            .sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
        return EmailAddressError("\(introduction): \(names.joined(separator: ", ")).")
    }
}

extension Unicode.Scalar {
    /// The character in quotes if it is visible, otherwise its Unicode name or code point.
    var displayName: String {
        if self == "\\" { return "\"\\\"" }
        if properties.generalCategory.isVisible { return String(self).pythonRepr }
        if let name = properties.name { return name }
        let digits = String(value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, (value < 0xffff ? 4 : 8) - digits.count)) + digits
    }
}
