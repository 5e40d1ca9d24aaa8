/// A naming strategy: converts declared field names to JSON names.
public struct FieldNaming: Sendable {
    // The compiler plugin of `@Model` cannot import this module: its `KeyNaming` repeats the strategies below, and
    // NamingTests compares them.

    private let rename: @Sendable (String) -> String

    /// Creates a naming strategy from a conversion function.
    public init(_ rename: @escaping @Sendable (_ name: String) -> String) {
        self.rename = rename
    }

    /// Uses the declared names unchanged.
    public static let unchanged = FieldNaming { $0 }

    /// Converts to snake case: `isActive` becomes `is_active`, `userID` becomes `user_id`, `URLPath` becomes `url_path`.
    public static let snakeCase = FieldNaming { name in
        let letters = Array(name.unicodeScalars)
        var result = String.UnicodeScalarView()
        for (index, letter) in letters.enumerated() {
            if index > 0, letter.properties.isUppercase {
                let followsLowercase = !letters[index - 1].properties.isUppercase && letters[index - 1] != "_"
                let precedesLowercase = index + 1 < letters.count && letters[index + 1].properties.isLowercase
                if followsLowercase || precedesLowercase && letters[index - 1] != "_" { result.append("_") }
            }
            result.append(letter)
        }
        return String(result).lowercased()
    }

    /// Converts to camel case: `is_active` becomes `isActive`.
    public static let camelCase = FieldNaming { name in
        let words = name.split(separator: "_")
        guard let first = words.first else { return name }
        return first + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    func name(_ name: String) -> String {
        rename(name)
    }
}
