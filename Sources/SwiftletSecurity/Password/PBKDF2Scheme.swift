/// PBKDF2 with HMAC-SHA-256, in the formats of passlib (`$pbkdf2-sha256$…`) and Django (`pbkdf2_sha256$…`).
///
/// See [RFC 8018, section 5.2](https://www.rfc-editor.org/rfc/rfc8018#section-5.2).
public struct PBKDF2Scheme: PasswordScheme {
    /// The expected maximum of iterations of the stored hashes.
    ///
    /// Every failed check takes the time of this many iterations.
    public let iterations: Int
    /// The maximum number of iterations with which a stored hash is checked.
    public let maximumIterations: Int

    private static let prefixes = ["$pbkdf2-sha256$", "pbkdf2_sha256$"]
    private static let keySize = 32

    /// Whether a stored hash has one of the two formats.
    public func recognizes(_ stored: String) -> Bool {
        Self.prefixes.contains { stored.utf8.starts(with: $0.utf8) }
    }

    /// Checks a password against a stored hash.
    public func verify(_ password: [UInt8], against stored: String) throws(PasswordError) -> Bool {
        let hash = try PasswordHash(parsing: stored)
        guard case .pbkdf2(let stored) = hash.scheme else { return false }
        guard stored <= maximumIterations else { throw .tooCostly }
        if ConstantTime.equal(try derive(password, stored, salt: hash.salt, size: hash.key.count), hash.key) {
            return true
        }
        if iterations > stored { try spend(iterations - stored, on: password) }
        return false
    }

    /// Computes ``iterations`` iterations.
    public func simulateFailure(_ password: [UInt8]) throws(PasswordError) {
        try spend(iterations, on: password)
    }

    private func spend(_ iterations: Int, on password: [UInt8]) throws(PasswordError) {
        _ = try derive(password, iterations, salt: [0], size: Self.keySize)
    }

    private func derive(
        _ password: [UInt8],
        _ iterations: Int,
        salt: [UInt8],
        size: Int
    ) throws(PasswordError) -> [UInt8] {
        do {
            return try KeyDerivation.pbkdf2SHA256(password.span, salt: salt, iterations: iterations, size: size)
        } catch {
            throw PasswordError(error)
        }
    }
}

extension PasswordScheme where Self == PBKDF2Scheme {
    /// PBKDF2 with HMAC-SHA-256, in the formats of passlib and Django.
    ///
    /// - Parameters:
    ///   - iterations: The expected maximum of iterations of the stored hashes, at least 1. The default of passlib is 29,000,
    ///     that of Django 4.2 is 600,000.
    ///   - maximumIterations: The maximum number of iterations with which a stored hash is checked.
    /// - Returns: The scheme.
    public static func pbkdf2(iterations: Int = 600_000, maximumIterations: Int = 10_000_000) -> PBKDF2Scheme {
        let maximum = min(max(1, maximumIterations), Int(Int32.max))
        return PBKDF2Scheme(iterations: min(max(1, iterations), maximum), maximumIterations: maximum)
    }
}
