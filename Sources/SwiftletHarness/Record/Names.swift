/// Classifies values by the names of their members, parameters and header fields.
enum Names {
    /// Header fields whose values differ between identical requests.
    static let volatileHeaders: Set<String> = [
        "age", "content-length", "date", "etag", "expires", "last-modified", "ratelimit", "ratelimit-remaining",
        "ratelimit-reset", "retry-after", "server-timing", "traceparent", "x-amzn-requestid", "x-amzn-trace-id",
        "x-correlation-id", "x-ratelimit-remaining", "x-ratelimit-reset", "x-request-id", "x-response-time",
        "x-trace-id",
    ]

    /// Substrings of the names of secrets, without separators: `api_key`, `apikey`.
    private static let secrets = [
        "password", "passwd", "passphrase", "passcode", "apikey", "accesskey", "privatekey", "signingkey",
        "encryptionkey", "credential", "authorization", "authcode", "verificationcode", "securitycode",
        "recoverycode", "backupcode", "sessid", "signature",
    ]

    /// Substrings of a single word of the names of secrets: `accesstoken`, but not `fly_to_kenya`.
    private static let secretParts = ["secret", "token"]

    /// Prefixes of words that contain such a substring by accident: `secretary`, `tokenizer`.
    private static let plainParts = ["secretar", "secretion", "tokeniz", "tokenis"]

    /// Words that mark a secret: `x-auth`, but not `author`.
    private static let secretWords: Set<String> = [
        "assertion", "auth", "bearer", "csrf", "cvc", "cvv", "jwt", "otp", "pin", "pwd", "sess", "sid", "sig", "totp",
        "xsrf",
    ]

    /// Last words of the names of non-secret attributes of a secret: `token_type`, `password_changed_at`.
    private static let plainEndings: Set<String> = [
        "at", "count", "enabled", "expires", "expiry", "in", "length", "limit", "method", "mode", "policy", "provider",
        "required", "status", "type", "types", "verified",
    ]

    /// Last words of the names of members that identify the owner of a secret: `{"credentials": {"username": …}}`.
    private static let ownerEndings: Set<String> = ["email", "login", "name", "user", "username"]

    /// The minimum length in bytes of a session credential under a name that contains `session`.
    private static let shortestSession = 16

    /// Names that resemble those of secrets.
    private static let plain: Set<String> = ["tokenurl", "authorizationurl", "accesscontrolallowcredentials"]

    /// Whether a name marks a secret, independent of the value.
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

    /// The name that classifies a member of an object: that of the object if it marks a secret, as in
    /// `{"password": {"value": …}}`.
    static func classifying(_ name: String, in parent: String) -> String {
        guard isSecret(parent), !isSecret(name), let last = words(of: name).last, !plainEndings.contains(last),
            !ownerEndings.contains(last)
        else { return name }
        return parent
    }

    /// Whether a name marks a secret with a given value.
    ///
    /// `code` and `key` often name a country or a theme: their value is a secret if it has at least 20 characters and no space,
    /// or is a number of 6 to 8 digits, like a code sent by text message. A UUID is an identifier, and a key with `/` or `.` a
    /// path or a setting. A name with `session` marks a secret if the value has at least 16 characters, no space, and is not a
    /// number.
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

    /// Whether a number with this name is a secret, such as a PIN or a code; a number named `token` is a count.
    static func isSecretNumber(_ name: String, _ digits: String) -> Bool {
        let words = words(of: name)
        if words.contains(where: { ["pin", "cvv", "cvc", "otp", "totp", "passcode", "password"].contains($0) }) {
            return isSecret(name)
        }
        return words == ["code"] && isSecret(name, digits)
    }

    /// The lowercase words of a name: `x-apiKey_2` has `x`, `api`, `key` and `2`.
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

    /// Whether a number with this name is an identifier: `id`, `user_id`, `userId`.
    static func isIdentifier(_ name: String) -> Bool {
        name.lowercased() == "id" || name.hasSuffix("_id") || name.hasSuffix("-id") || name.hasSuffix("Id")
            || name.hasSuffix("ID")
    }

    /// Whether a text is a UUID.
    static func isUUID(_ text: String) -> Bool {
        text.wholeMatch(of: /[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}/) != nil
    }

    /// Suggests a name under which to save a value.
    ///
    /// - Parameters:
    ///   - name: The name of the member.
    ///   - resource: The resource that it belongs to, such as `user`.
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

    /// The resource of a path: the singular of its last literal segment, such as `user` for `/users/{user_id}`.
    static func resource(_ path: String) -> String {
        let segments = path.split(separator: "/").filter { !$0.hasPrefix("{") && !$0.allSatisfy(\.isNumber) }
        let last = (segments.last ?? "").lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        return last.count > 3 && last.hasSuffix("s") && !last.hasSuffix("ss") ? String(last.dropLast()) : last
    }

    /// The text as a regular expression that matches only the text.
    static func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            if "\\^$.|?*+()[]{}".contains(character) { result.append("\\") }
            result.append(character)
        }
    }

    /// The text as part of a file name.
    static func slug(_ text: String) -> String {
        let words = text.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_")) }
        return words.isEmpty ? "root" : String(words.joined(separator: "-").prefix(60))
    }
}
