extension PasswordHash {
    /// The maximum length of the text, several times what the formats need.
    private static let maximumLength = 1024
    private static let saltSizes = 1...256
    private static let keySizes = 16...128

    /// Parses a stored hash.
    ///
    /// Parsing is strict: only text that the format's encoder could have written is accepted. It is cheap for all parameters;
    /// `PasswordHasher` enforces limits on them.
    ///
    /// - Parameter text: The stored text.
    /// - Throws: `PasswordError` with `unsupportedHash` for another format, or with `malformedHash` for text that begins like
    ///   one of the formats but is invalid.
    public init(parsing text: String) throws(PasswordError) {
        guard text.utf8.count <= Self.maximumLength else {
            throw PasswordError(.malformedHash, "The stored password hash is too long.")
        }
        let fields = text.split(separator: "$", omittingEmptySubsequences: false).map(String.init)
        let parsed: PasswordHash?
        switch (fields.first, fields.dropFirst().first) {
        case ("", "scrypt"): parsed = Self.scrypt(text, Array(fields.dropFirst(2)))
        case ("", "pbkdf2-sha256"): parsed = Self.passlib(text, Array(fields.dropFirst(2)))
        case ("pbkdf2_sha256", .some): parsed = Self.django(text, Array(fields.dropFirst(1)))
        default: throw PasswordError(.unsupportedHash, "The stored password hash has an unknown format.")
        }
        guard let parsed, Self.saltSizes.contains(parsed.salt.count), Self.keySizes.contains(parsed.key.count) else {
            throw PasswordError(.malformedHash, "The stored password hash is malformed.")
        }
        self = parsed
    }

    /// Creates a hash in the format of new hashes.
    static func scrypt(parameters: ScryptParameters, salt: [UInt8], key: [UInt8]) -> PasswordHash {
        let base64 = Base64Alphabet.standard
        return PasswordHash(
            encoded: "$scrypt$\(parameters)$\(base64.encode(salt))$\(base64.encode(key))",
            scheme: .scrypt(parameters),
            salt: salt,
            key: key
        )
    }

    private static func scrypt(_ text: String, _ fields: [String]) -> PasswordHash? {
        guard
            fields.count == 3,
            let parameters = scryptParameters(fields[0]),
            let salt = Base64Alphabet.standard.decode(fields[1]),
            let key = Base64Alphabet.standard.decode(fields[2])
        else { return nil }
        return PasswordHash(encoded: text, scheme: .scrypt(parameters), salt: salt, key: key)
    }

    private static func scryptParameters(_ text: String) -> ScryptParameters? {
        let names = ["ln=", "r=", "p="]
        let items = text.split(separator: ",", omittingEmptySubsequences: false)
        guard items.count == names.count else { return nil }
        var values: [Int] = []
        for (name, item) in zip(names, items) {
            guard item.hasPrefix(name), let value = number(item.dropFirst(name.count)) else { return nil }
            values.append(value)
        }
        return try? ScryptParameters(logN: values[0], blockSize: values[1], parallelism: values[2])
    }

    private static func passlib(_ text: String, _ fields: [String]) -> PasswordHash? {
        guard
            fields.count == 3,
            let iterations = number(fields[0][...]),
            let salt = Base64Alphabet.passlib.decode(fields[1]),
            let key = Base64Alphabet.passlib.decode(fields[2])
        else { return nil }
        return PasswordHash(encoded: text, scheme: .pbkdf2(iterations: iterations), salt: salt, key: key)
    }

    private static func django(_ text: String, _ fields: [String]) -> PasswordHash? {
        guard
            fields.count == 3,
            let iterations = number(fields[0][...]),
            let key = Base64.decode(fields[2])
        else { return nil }
        // Django's salt is the UTF-8 text itself.
        return PasswordHash(
            encoded: text,
            scheme: .pbkdf2(iterations: iterations),
            salt: Array(fields[1].utf8),
            key: key
        )
    }

    /// Parses a positive decimal number without sign and leading zeros.
    private static func number(_ text: Substring) -> Int? {
        let digits = text.utf8
        guard let first = digits.first, (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(first) else { return nil }
        guard digits.count <= 10, digits.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains) else {
            return nil
        }
        return Int(text)
    }
}
