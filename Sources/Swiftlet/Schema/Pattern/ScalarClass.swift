import SwiftletValues

/// A named class of scalars.
enum ScalarClass: Sendable {
    case digit
    case word
    case space
    case alphabetic
    /// The general categories of a name such as `L` or `Lu`.
    case categories(Set<Unicode.GeneralCategory>)

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        let properties = scalar.properties
        switch self {
        case .digit: return properties.generalCategory == .decimalNumber
        case .space: return properties.isWhitespace
        case .alphabetic: return properties.isAlphabetic
        case .word:
            let category = properties.generalCategory
            return properties.isAlphabetic || category == .decimalNumber || category == .connectorPunctuation
                || category.isMark || properties.isJoinControl
        case .categories(let categories): return categories.contains(properties.generalCategory)
        }
    }

    /// Creates the class with a name such as `Lu`, `L` or `Letter`, or returns `nil` if the name is unknown.
    init?(named name: String) {
        if name == "Alphabetic" || name == "Alpha" {
            self = .alphabetic
            return
        }
        let longNames = [
            "Letter": "L", "Mark": "M", "Number": "N", "Punctuation": "P", "Symbol": "S", "Separator": "Z",
            "Other": "C",
            "Uppercase_Letter": "Lu", "Lowercase_Letter": "Ll", "Decimal_Number": "Nd",
        ]
        let short = longNames[name] ?? name
        let categories = Self.categoriesByName.filter { $0.key == short || short.count == 1 && $0.key.hasPrefix(short) }
        guard !categories.isEmpty else { return nil }
        self = .categories(Set(categories.values))
    }

    private static let categoriesByName: [String: Unicode.GeneralCategory] = [
        "Lu": .uppercaseLetter, "Ll": .lowercaseLetter, "Lt": .titlecaseLetter, "Lm": .modifierLetter,
        "Lo": .otherLetter, "Mn": .nonspacingMark, "Mc": .spacingMark, "Me": .enclosingMark, "Nd": .decimalNumber,
        "Nl": .letterNumber, "No": .otherNumber, "Pc": .connectorPunctuation, "Pd": .dashPunctuation,
        "Ps": .openPunctuation, "Pe": .closePunctuation, "Pi": .initialPunctuation, "Pf": .finalPunctuation,
        "Po": .otherPunctuation, "Sm": .mathSymbol, "Sc": .currencySymbol, "Sk": .modifierSymbol, "So": .otherSymbol,
        "Zs": .spaceSeparator, "Zl": .lineSeparator, "Zp": .paragraphSeparator, "Cc": .control, "Cf": .format,
        "Cs": .surrogate, "Co": .privateUse, "Cn": .unassigned,
    ]
}
