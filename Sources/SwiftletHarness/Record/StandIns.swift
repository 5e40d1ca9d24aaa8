/// Replacements of secrets in recorded files.
///
/// These are texts of the same length and of the same kinds of characters, so that rules for secrets accept or reject them
/// alike. The same secret has the same stand-in throughout.
struct StandIns: Sendable {
    private var texts: [String: String] = [:]
    /// All stand-ins.
    private var taken: Set<String> = []
    /// Those that are hidden wherever they occur.
    private(set) var secrets: Set<String> = []

    /// The stand-in of a secret: another one for each, unless the secrets are so short that there are too few texts.
    ///
    /// - Parameters:
    ///   - secret: the text.
    ///   - spreads: whether it is hidden wherever else it occurs. A cookie's value may be an ordinary word, such as a
    ///     language, that a path has too.
    /// - Returns: the stand-in.
    mutating func standIn(for secret: String, spreads: Bool = true) -> String {
        if spreads { secrets.insert(secret) }
        if let known = texts[secret] { return known }
        var generator = Generator(seed: UInt64(texts.count))
        var text = secret
        for _ in 0..<Self.maximumTries {
            text = Self.text(like: secret, &generator)
            if text != secret, !taken.contains(text) { break }
        }
        texts[secret] = text
        taken.insert(text)
        return text
    }

    /// The text with stand-ins in the place of all secrets that are long enough to be distinct from other words.
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

    /// How often another text is tried if one is not new.
    private static let maximumTries = 16
    private static let lowercase = Array("secret")
    private static let uppercase = Array("SECRET")
    private static let digits = Array("0123456789")
    private static let hexadecimalDigits = Array("0123456789abcdef")
    private static let others = Array("-_.~")

    private static func text(like secret: String, _ generator: inout Generator) -> String {
        if Names.isUUID(secret) { return uuid(like: secret, &generator) }
        return String(
            secret.map { character -> Character in
                if character == " " { return " " }
                guard character.isASCII else { return "é" }
                if character.isNumber { return generator.pick(digits) }
                if character.isLowercase { return generator.pick(lowercase) }
                return generator.pick(character.isUppercase ? uppercase : others)
            }
        )
    }

    /// A UUID of the same version and variant.
    private static func uuid(like secret: String, _ generator: inout Generator) -> String {
        String(
            secret.enumerated()
                .map { index, character in
                    character == "-" || index == 14 || index == 19 ? character : generator.pick(hexadecimalDigits)
                }
        )
    }

    /// [SplitMix64](https://prng.di.unimi.it/splitmix64.c): the same numbers for the same seed, so that recording the same
    /// requests again writes the same files.
    private struct Generator {
        private var state: UInt64

        init(seed: UInt64) { state = seed }

        mutating func pick(_ characters: [Character]) -> Character {
            state &+= 0x9E37_79B9_7F4A_7C15
            var bits = state
            bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
            bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
            bits ^= bits >> 31
            return characters[Int(bits % UInt64(characters.count))]
        }
    }
}
