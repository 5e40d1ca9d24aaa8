/// What the names of members, parameters and header fields tell of their values.
enum Names {
    /// Header fields whose values differ from answer to answer, whatever is asked.
    static let volatileHeaders: Set<String> = [
        "age", "content-length", "date", "etag", "expires", "last-modified", "ratelimit", "ratelimit-remaining",
        "ratelimit-reset", "retry-after", "server-timing", "traceparent", "x-amzn-requestid", "x-amzn-trace-id",
        "x-correlation-id", "x-ratelimit-remaining", "x-ratelimit-reset", "x-request-id", "x-response-time",
        "x-trace-id",
    ]

    private static let secrets = [
        "password", "passwd", "passphrase", "secret", "token", "apikey", "credential", "authorization", "session",
        "otp",
    ]

    /// Names that look like those of secrets, and are not.
    private static let plain: Set<String> = ["tokentype", "tokenurl", "expiresin"]

    /// Whether a value of this name is a secret.
    static func isSecret(_ name: String) -> Bool {
        let name = String(name.lowercased().filter { $0.isLetter || $0.isNumber })
        return !plain.contains(name) && secrets.contains { name.contains($0) }
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
