/// What the names of members, parameters and header fields tell of their values.
enum Names {
    /// Header fields whose values differ from answer to answer, whatever is asked.
    static let volatileHeaders: Set<String> = [
        "age", "content-length", "date", "etag", "expires", "last-modified", "ratelimit", "ratelimit-remaining",
        "ratelimit-reset", "retry-after", "server-timing", "traceparent", "x-amzn-requestid", "x-amzn-trace-id",
        "x-correlation-id", "x-ratelimit-remaining", "x-ratelimit-reset", "x-request-id", "x-response-time",
        "x-trace-id",
    ]

    /// What the name of a secret contains, perhaps across its words: `api_key`, `apikey`.
    private static let secrets = [
        "password", "passwd", "passphrase", "passcode", "apikey", "accesskey", "privatekey", "signingkey",
        "encryptionkey", "credential", "authorization", "authcode", "verificationcode", "securitycode",
        "recoverycode", "backupcode", "sessid", "signature",
    ]

    /// What one word of the name of a secret contains: `accesstoken`, but not `fly_to_kenya`.
    private static let secretParts = ["secret", "token"]

    /// Beginnings of words that contain such a part by accident: `secretary`, `tokenizer`.
    private static let plainParts = ["secretar", "secretion", "tokeniz", "tokenis"]

    /// Words that make the name of a secret: `x-auth` is one, `author` is none.
    private static let secretWords: Set<String> = [
        "assertion", "auth", "bearer", "csrf", "cvc", "cvv", "jwt", "otp", "pin", "pwd", "sess", "sid", "sig", "totp",
        "xsrf",
    ]

    /// Last words of the names of facts about a secret, which are no secrets: `token_type`, `password_changed_at`.
    private static let plainEndings: Set<String> = [
        "at", "count", "enabled", "expires", "expiry", "in", "length", "limit", "method", "mode", "policy", "provider",
        "required", "status", "type", "types", "verified",
    ]

    /// Last words of the names of members that say whose a secret is: `{"credentials": {"username": …}}`.
    private static let ownerEndings: Set<String> = ["email", "login", "name", "user", "username"]

    /// The shortest value under a name with `session` in it that is a session's credential, in bytes.
    private static let shortestSession = 16

    /// Names that look like those of secrets, and are not.
    private static let plain: Set<String> = ["tokenurl", "authorizationurl", "accesscontrolallowcredentials"]

    /// Whether a value of this name is a secret, whatever it is.
    static func isSecret(_ name: String) -> Bool {
        let words = words(of: name)
        let joined = words.joined()
        guard let last = words.last, !plain.contains(joined), !plainEndings.contains(last) else { return false }
        return words.contains { word in
            if secretWords.contains(word) { return true }
            guard !plainParts.contains(where: word.hasPrefix) else { return false }
            return secretParts.contains { word.contains($0) }
        } || secrets.contains { joined.contains($0) }
    }

    /// The name that decides about a member of an object: that of the object if it is a secret's, as in
    /// `{"password": {"value": …}}`.
    static func deciding(_ name: String, in parent: String) -> String {
        guard isSecret(parent), !isSecret(name), let last = words(of: name).last, !plainEndings.contains(last),
            !ownerEndings.contains(last)
        else { return name }
        return parent
    }

    /// Whether a value of this name is a secret.
    ///
    /// `code` and `key` name a country or a theme as often as a credential: such a value is a secret if it has at least 20
    /// characters and no space, or is a number of 6 to 8 digits, as sent to telephones. A UUID is an identifier, and a key
    /// with `/` or `.` a path or a setting. A name with `session` belongs to a secret if the value has at least 16
    /// characters, no space, and is no number.
    static func isSecret(_ name: String, _ value: String) -> Bool {
        if isSecret(name) { return true }
        let words = words(of: name)
        guard let last = words.last else { return false }
        let isNumber = value.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
        let hasSpace = value.utf8.contains(UInt8(ascii: " "))
        if words.contains(where: { $0.contains("session") }), !plainEndings.contains(last) {
            return value.utf8.count >= shortestSession && !isNumber && !hasSpace
        }
        guard words == ["code"] || last == "key", !isUUID(value) else { return false }
        if last == "key", value.utf8.contains(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ".") }) {
            return false
        }
        return isNumber ? 6...8 ~= value.utf8.count : value.utf8.count >= 20 && !hasSpace
    }

    /// Whether a number of this name is a secret: a PIN or a code, where a number called `token` is a count.
    static func isSecretNumber(_ name: String, _ digits: String) -> Bool {
        let words = words(of: name)
        if words.contains(where: { ["pin", "cvv", "cvc", "otp", "totp", "passcode", "password"].contains($0) }) {
            return isSecret(name)
        }
        return words == ["code"] && isSecret(name, digits)
    }

    /// The words of a name in lower case: `x-apiKey_2` has `x`, `api`, `key` and `2`.
    private static func words(of name: String) -> [String] {
        var words: [String] = []
        var word = String.UnicodeScalarView()
        var wasLower = false
        func close() {
            if !word.isEmpty { words.append(String(word).lowercased()) }
            word = String.UnicodeScalarView()
        }
        for scalar in name.unicodeScalars {
            let properties = scalar.properties
            guard properties.isAlphabetic || properties.numericType != nil else {
                close()
                wasLower = false
                continue
            }
            if properties.isUppercase, wasLower { close() }
            word.append(scalar)
            wasLower = !properties.isUppercase
        }
        close()
        return words
    }

    /// Whether a number of this name identifies something: `id`, `user_id`, `userId`.
    static func isIdentifier(_ name: String) -> Bool {
        name.lowercased() == "id" || name.hasSuffix("_id") || name.hasSuffix("-id") || name.hasSuffix("Id")
            || name.hasSuffix("ID")
    }

    /// Whether a text is a UUID.
    static func isUUID(_ text: String) -> Bool {
        text.wholeMatch(of: /[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}/) != nil
    }

    /// The name to save a value under.
    ///
    /// - Parameters:
    ///   - name: the name of the member.
    ///   - resource: what it belongs to, such as `user`.
    /// - Returns: `token` for `access_token`, `user_id` for `id`.
    static func suggested(_ name: String, resource: String) -> String {
        let plain = String(
            name.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") ? $0 : "_" }
        )
        switch plain.lowercased() {
        case "access_token", "accesstoken": return "token"
        case "id": return resource.isEmpty ? "id" : "\(resource)_id"
        default: return plain.isEmpty ? "value" : plain
        }
    }

    /// What a path names: the singular of its last segment that is text, such as `user` for `/users/{user_id}`.
    static func resource(_ path: String) -> String {
        let segments = path.split(separator: "/").filter { !$0.hasPrefix("{") && !$0.allSatisfy(\.isNumber) }
        let last = (segments.last ?? "").lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        return last.count > 3 && last.hasSuffix("s") && !last.hasSuffix("ss") ? String(last.dropLast()) : last
    }

    /// The text as a pattern that matches it and nothing else.
    static func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            if "\\^$.|?*+()[]{}".contains(character) { result.append("\\") }
            result.append(character)
        }
    }

    /// The text as a part of a file's name.
    static func slug(_ text: String) -> String {
        let words = text.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_")) }
        return words.isEmpty ? "root" : String(words.joined(separator: "-").prefix(60))
    }
}
