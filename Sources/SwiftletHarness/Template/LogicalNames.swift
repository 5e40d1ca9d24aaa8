/// Names for the parts of a template: letters and digits only, and each given once.
struct LogicalNames: Sendable {
    private var taken: Set<String> = []

    /// A name made of words, such as `GetUserFunction` of `get_user` and `Function`.
    mutating func name(_ words: String...) -> String {
        let name = words.map(Self.camelCased).joined()
        var unique = name
        var number = 2
        while !taken.insert(unique).inserted {
            unique = "\(name)\(number)"
            number += 1
        }
        return unique
    }

    /// The words of a text one after the other, each with a capital letter.
    static func camelCased(_ text: String) -> String {
        // The names of variables are all capitals, which says nothing of where a word begins.
        let isLoud = text == text.uppercased()
        return text.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
            .map { word in
                let rest = String(word.dropFirst())
                return word.prefix(1).uppercased() + (isLoud ? rest.lowercased() : rest)
            }
            .joined()
    }
}
