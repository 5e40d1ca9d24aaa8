/// What stands in files in the place of secrets.
///
/// These are texts of the same length and of the same kinds of characters, so that rules for secrets take or refuse them
/// alike. The same secret has the same stand-in throughout.
struct StandIns: Sendable {
    private var texts: [String: String] = [:]

    /// The secrets so far.
    var secrets: [String] { Array(texts.keys) }

    /// What stands for a secret.
    mutating func standIn(for secret: String) -> String {
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
        for (secret, standIn) in texts where secret.count >= 6 && text.contains(secret) {
            text = text.replacing(secret, with: standIn)
        }
        return text
    }

    private static func text(like secret: String, number: Int) -> String {
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
}
