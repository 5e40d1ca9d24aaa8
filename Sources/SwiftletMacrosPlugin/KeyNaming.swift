/// How keys are made from the names of properties, as far as that is known when a macro is expanded.
///
/// The rules are those of `FieldNaming` in the core, which a compiler plugin cannot use; a test compares them.
enum KeyNaming: String {
    case snakeCase, camelCase, unchanged

    /// The key of a property.
    func key(for name: String) -> String {
        switch self {
        case .snakeCase: Self.snakeCased(name)
        case .camelCase: Self.camelCased(name)
        case .unchanged: name
        }
    }

    private static func snakeCased(_ name: String) -> String {
        let letters = Array(name.unicodeScalars)
        var result = String.UnicodeScalarView()
        for (index, letter) in letters.enumerated() {
            if index > 0, letter.properties.isUppercase {
                let isAfterLower = !letters[index - 1].properties.isUppercase && letters[index - 1] != "_"
                let isBeforeLower = index + 1 < letters.count && letters[index + 1].properties.isLowercase
                if isAfterLower || isBeforeLower && letters[index - 1] != "_" { result.append("_") }
            }
            result.append(letter)
        }
        return String(result).lowercased()
    }

    private static func camelCased(_ name: String) -> String {
        let words = name.split(separator: "_")
        guard let first = words.first else { return name }
        return first + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
}
