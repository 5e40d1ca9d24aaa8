/// Generates unique logical ids, which consist of letters and digits.
struct LogicalNames: Sendable {
    private var taken: Set<String> = []

    /// Returns a unique id made of words, such as `GetUserFunction` for `get_user` and `Function`.
    mutating func name(_ words: String...) -> String {
        name(words)
    }

    /// Returns a unique id made of words.
    mutating func name(_ words: [String]) -> String {
        let name = words.map(Self.camelCased).joined()
        var unique = name
        var number = 2
        while !taken.insert(unique).inserted {
            unique = "\(name)\(number)"
            number += 1
        }
        return unique
    }

    /// The words of a text in upper camel case.
    static func camelCased(_ text: String) -> String {
        // In an all-caps name, capitals do not mark the start of words.
        let isLoud = text == text.uppercased()
        return text.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
            .map { word in
                let rest = String(word.dropFirst())
                return word.prefix(1).uppercased() + (isLoud ? rest.lowercased() : rest)
            }
            .joined()
    }
}
