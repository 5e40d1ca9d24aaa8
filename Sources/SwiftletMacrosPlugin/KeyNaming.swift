/// The naming strategies that can be applied when a macro is expanded.
///
/// A compiler plugin cannot use `FieldNaming` of the core. The strategies are the same, which a test verifies.
enum KeyNaming: String {
    case snakeCase, camelCase, unchanged

    /// Returns the key of a property.
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
                let followsLowercase = !letters[index - 1].properties.isUppercase && letters[index - 1] != "_"
                let precedesLowercase = index + 1 < letters.count && letters[index + 1].properties.isLowercase
                if followsLowercase || precedesLowercase && letters[index - 1] != "_" { result.append("_") }
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
