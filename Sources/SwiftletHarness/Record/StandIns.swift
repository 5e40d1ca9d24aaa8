/// What stands in files in the place of secrets.
///
/// These are texts of the same length and of the same kinds of characters, so that rules for secrets take or refuse them
/// alike. The same secret has the same stand-in throughout.
struct StandIns: Sendable {
    private var texts: [String: String] = [:]
    /// Those that are hidden wherever they occur.
    private(set) var secrets: Set<String> = []

    /// What stands for a text.
    ///
    /// - Parameters:
    ///   - secret: the text.
    ///   - spreads: whether it is hidden wherever else it occurs. A cookie's value may be an ordinary word, such as a
    ///     language, that a path has too.
    /// - Returns: the stand-in.
    mutating func standIn(for secret: String, spreads: Bool = true) -> String {
        if spreads { secrets.insert(secret) }
        if let known = texts[secret] { return known }
        var text = secret
        for number in 0..<1000 {
            text = Self.text(like: secret, number: texts.count + number)
            if text != secret, !texts.values.contains(text) { break }
        }
        texts[secret] = text
        return text
    }

    /// The text with stand-ins in the place of all secrets that are long enough to be told from other words.
    func masking(_ text: String) -> String {
        var text = text
        for secret in secrets where secret.count >= 6 && text.contains(secret) {
            if let standIn = texts[secret] { text = text.replacing(secret, with: standIn) }
        }
        return text
    }

    /// The text with stand-ins in the place of all secrets that are known by their shape, see ``SecretShape``.
    mutating func maskingShapes(_ text: String) -> String {
        let ranges = SecretShape.ranges(in: text)
        guard !ranges.isEmpty else { return text }
        let bytes = Array(text.utf8)
        var masked = ""
        var end = 0
        for range in ranges {
            masked += String(decoding: bytes[end..<range.lowerBound], as: UTF8.self)
            masked += standIn(for: String(decoding: bytes[range], as: UTF8.self))
            end = range.upperBound
        }
        return masked + String(decoding: bytes[end...], as: UTF8.self)
    }

    private static func text(like secret: String, number: Int) -> String {
        if Names.isUUID(secret) { return uuid(like: secret, number: number) }
        let lower = Array("secret")
        let upper = Array("SECRET")
        let digits = Array("0123456789")
        let others = Array("-_.~")
        return String(
            secret.enumerated()
                .map { index, character -> Character in
                    if character.isASCII, character.isNumber { return digits[(index + number + 1) % 10] }
                    if character.isASCII, character.isLowercase { return lower[(index + number) % 6] }
                    if character.isASCII, character.isUppercase { return upper[(index + number) % 6] }
                    if character == " " { return " " }
                    return character.isASCII ? others[(index + number) % 4] : "é"
                }
        )
    }

    /// A UUID of the same version and variant.
    private static func uuid(like secret: String, number: Int) -> String {
        let digits = Array("0123456789abcdef")
        return String(
            secret.enumerated()
                .map { index, character in
                    character == "-" || index == 14 || index == 19 ? character : digits[(index + number) % 16]
                }
        )
    }
}
