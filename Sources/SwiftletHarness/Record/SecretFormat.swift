/// Recognizes secrets by their format in any text: JSON Web Tokens, PEM private keys, and API keys with a known prefix.
enum SecretFormat {
    /// A key format: the prefix and the minimum number of characters that follow.
    private struct Key {
        let prefix: [UInt8]
        let count: Int

        init(_ prefix: String, _ count: Int) {
            self.prefix = Array(prefix.utf8)
            self.count = count
        }
    }

    /// AWS ([unique identifiers](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html)),
    /// GitHub ([token formats](https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github)),
    /// OpenAI and Anthropic, Stripe, Slack, Google, GitLab, npm.
    private static let keys = [
        Key("AKIA", 16), Key("ASIA", 16), Key("ghp_", 30), Key("gho_", 30), Key("ghu_", 30), Key("ghs_", 30),
        Key("ghr_", 30), Key("github_pat_", 22), Key("sk-", 20), Key("sk_live_", 16), Key("sk_test_", 16),
        Key("rk_live_", 16), Key("rk_test_", 16), Key("whsec_", 16), Key("xoxa-", 10), Key("xoxb-", 10),
        Key("xoxp-", 10), Key("xoxr-", 10), Key("xoxs-", 10), Key("AIza", 35), Key("glpat-", 20), Key("npm_", 36),
    ]

    private static let pemStart = Array("-----BEGIN ".utf8)
    private static let pemLabel = Array("PRIVATE KEY-----".utf8)
    private static let pemEnd = Array("-----END ".utf8)
    /// The maximum length of the label before `PRIVATE KEY`, such as `ENCRYPTED`, in bytes.
    private static let longestLabel = 32
    private static let shortestTokenPart = 8

    /// The ranges of the secrets as UTF-8 offsets, in order.
    ///
    /// Runs in linear time.
    static func ranges(in text: String) -> [Range<Int>] {
        let bytes = Array(text.utf8)
        var ranges: [Range<Int>] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "-"), let body = privateKeyBody(bytes, at: index) {
                let end = endOfPrivateKey(bytes, from: body)
                ranges.append(index..<end)
                index = end
                continue
            }
            guard isWord(bytes[index]) else {
                index += 1
                continue
            }
            let end = endOfWord(bytes, from: index)
            let secretEnd = endOfToken(bytes, index..<end) ?? (isKey(bytes[index..<end]) ? end : nil)
            if let secretEnd { ranges.append(index..<secretEnd) }
            index = secretEnd ?? end
        }
        return ranges
    }

    private static func isKey(_ word: ArraySlice<UInt8>) -> Bool {
        // A longer identifier with such a prefix is not a key.
        guard word.contains(where: isDigit) else { return false }
        return keys.contains { key in
            guard word.starts(with: key.prefix), word.count >= key.prefix.count + key.count else { return false }
            // AWS identifiers consist of capitals and digits, and have a fixed length.
            guard key.count == 16, key.prefix.count == 4 else { return true }
            return word.count == 20 && word.allSatisfy { isCapital($0) || isDigit($0) }
        }
    }

    /// The end of a JSON Web Token that starts with a word: three words separated by dots, the first of which is the base64 of
    /// `{"`.
    private static func endOfToken(_ bytes: [UInt8], _ first: Range<Int>) -> Int? {
        guard first.count >= shortestTokenPart, bytes[first].starts(with: Array("eyJ".utf8)),
            first.upperBound < bytes.count, bytes[first.upperBound] == UInt8(ascii: ".")
        else { return nil }
        let second = endOfWord(bytes, from: first.upperBound + 1)
        guard second - first.upperBound > shortestTokenPart, second < bytes.count, bytes[second] == UInt8(ascii: ".")
        else {
            return nil
        }
        // The signature of an unsigned token is empty.
        return endOfWord(bytes, from: second + 1)
    }

    private static func privateKeyBody(_ bytes: [UInt8], at start: Int) -> Int? {
        guard bytes[start...].starts(with: pemStart) else { return nil }
        let label = start + pemStart.count
        return endOfLabel(bytes, from: label)
    }

    private static func endOfLabel(_ bytes: [UInt8], from start: Int) -> Int? {
        (start...(start + longestLabel)).first { $0 <= bytes.count && bytes[$0...].starts(with: pemLabel) }
            .map { $0 + pemLabel.count }
    }

    /// The end of a key, or of the text if the key is truncated.
    private static func endOfPrivateKey(_ bytes: [UInt8], from start: Int) -> Int {
        var index = start
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "-"), bytes[index...].starts(with: pemEnd) {
                return endOfLabel(bytes, from: index + pemEnd.count) ?? bytes.count
            }
            index += 1
        }
        return bytes.count
    }

    private static func endOfWord(_ bytes: [UInt8], from start: Int) -> Int {
        var end = start
        while end < bytes.count, isWord(bytes[end]) { end += 1 }
        return end
    }

    /// Whether a byte is in the base64url alphabet.
    private static func isWord(_ byte: UInt8) -> Bool {
        isCapital(byte) || isDigit(byte) || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: "-")
    }

    private static func isCapital(_ byte: UInt8) -> Bool { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte }

    private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }
}
