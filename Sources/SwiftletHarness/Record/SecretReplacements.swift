/// Replaces secrets in recorded files.
///
/// A replacement has the same length and the same classes of characters, so that validation accepts or rejects it likewise.
/// The same secret always has the same replacement.
struct SecretReplacements: Sendable {
    /// The text that replaces every secret, where masked values are displayed; `nil` for a replacement of its own for each.
    let mask: String?
    private var texts: [String: String] = [:]
    /// All replacements.
    private var taken: Set<String> = []
    /// The secrets that are masked wherever they occur.
    private(set) var secrets: Set<String> = []

    /// - Parameter mask: The text that replaces every secret; `nil` for a replacement of its own for each.
    init(mask: String? = nil) {
        self.mask = mask
    }

    /// The replacement of a secret; unique, unless the secret is too short.
    ///
    /// - Parameters:
    ///   - secret: The secret.
    ///   - spreads: Whether the secret is masked wherever it occurs. A cookie value may be an ordinary word, such as a
    ///     language, that also occurs in a path.
    /// - Returns: The replacement.
    mutating func replacement(for secret: String, spreads: Bool = true) -> String {
        if spreads { secrets.insert(secret) }
        if let known = texts[secret] { return known }
        if let mask {
            texts[secret] = mask
            return mask
        }
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

    /// Replaces all known secrets that are too long to be ordinary words.
    func masking(_ text: String) -> String {
        var text = text
        for secret in secrets where secret.count >= 6 && text.contains(secret) {
            if let replacement = texts[secret] { text = text.replacing(secret, with: replacement) }
        }
        return text
    }

    /// Replaces all secrets with a known format, see ``SecretFormat``.
    mutating func maskingFormats(_ text: String) -> String {
        let ranges = SecretFormat.ranges(in: text)
        guard !ranges.isEmpty else { return text }
        let bytes = Array(text.utf8)
        var masked = ""
        var end = 0
        for range in ranges {
            masked += String(decoding: bytes[end..<range.lowerBound], as: UTF8.self)
            masked += replacement(for: String(decoding: bytes[range], as: UTF8.self))
            end = range.upperBound
        }
        return masked + String(decoding: bytes[end...], as: UTF8.self)
    }

    /// The maximum number of attempts to find a unique replacement.
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

    /// [SplitMix64](https://prng.di.unimi.it/splitmix64.c), a deterministic generator: recording the same requests again writes
    /// the same files.
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
