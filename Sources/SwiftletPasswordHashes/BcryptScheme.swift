public import SwiftletSecurity

/// bcrypt, computed by the system's libcrypt.
///
/// | writer | text |
/// |---|---|
/// | passlib, pwdlib, most other libraries | `$2b$12$…`, `$2a$…`, `$2y$…` |
/// | passlib's `bcrypt_sha256` | `$bcrypt-sha256$v=2,t=2b,r=12$…$…` |
/// | Django's `BCryptPasswordHasher` | `bcrypt$$2b$12$…` |
/// | Django's `BCryptSHA256PasswordHasher` | `bcrypt_sha256$$2b$12$…` |
///
/// bcrypt uses the first 72 bytes of a password and ignores the rest; the two formats with SHA-256 use all of it. A
/// password with a zero byte matches no hash of the plain formats, for which it would end there.
public struct BcryptScheme: PasswordScheme {
    /// The maximum cost of the stored hashes: 4...31.
    ///
    /// Every failed verification performs the work of this cost.
    public let cost: Int
    /// The maximum cost of a stored hash that is verified; others are an error.
    public let maximumCost: Int

    /// Recognizes the formats.
    public func recognizes(_ stored: String) -> Bool {
        BcryptHash.prefixes.contains { stored.utf8.starts(with: $0.utf8) }
    }

    /// Verifies a password against a stored hash.
    public func verify(_ password: [UInt8], against stored: String) throws(PasswordError) -> Bool {
        guard let hash = BcryptHash(parsing: stored) else {
            throw PasswordError(.malformedHash, "The stored bcrypt hash is not well formed.")
        }
        guard hash.cost <= maximumCost else {
            throw PasswordError(.hashTooCostly, "The cost of the stored bcrypt hash exceeds the limit.")
        }
        let phrase: [UInt8]
        do {
            phrase = try hash.phrase(for: password)
        } catch {
            throw PasswordError(.cryptographyFailed, error.description, underlying: error)
        }
        let digest = try Bcrypt.digest(of: phrase, setting: hash.setting)
        if ConstantTime.equal(digest, hash.digest), !phrase.contains(0) { return true }
        for filler in fillers(after: hash.cost) { try spend(filler, on: phrase) }
        return false
    }

    /// Performs the work of ``cost``.
    public func simulateFailure(_ password: [UInt8]) throws(PasswordError) {
        // libcrypt rejects a phrase of 512 bytes or more; bcrypt uses only 72.
        try spend(cost, on: Array(password.prefix(72)))
    }

    /// The additional costs that, with that of a cheaper hash, add up to the work of `cost`: each cost doubles the work.
    func fillers(after stored: Int) -> Range<Int> {
        min(stored, cost)..<cost
    }

    private func spend(_ cost: Int, on phrase: [UInt8]) throws(PasswordError) {
        let digits = cost < 10 ? "0\(cost)" : "\(cost)"
        _ = try Bcrypt.digest(of: phrase, setting: "$2b$\(digits)$......................")
    }
}

extension PasswordScheme where Self == BcryptScheme {
    /// bcrypt, in the formats of passlib, pwdlib and Django.
    ///
    /// - Parameters:
    ///   - cost: The maximum cost of the stored hashes, 4...31. 12 is the default of most libraries.
    ///   - maximumCost: The maximum cost of a stored hash that is verified. Each step doubles the time: 16 takes several
    ///     seconds.
    /// - Returns: The scheme.
    public static func bcrypt(cost: Int = 12, maximumCost: Int = 16) -> BcryptScheme {
        let maximum = min(max(4, maximumCost), 31)
        return BcryptScheme(cost: min(max(4, cost), maximum), maximumCost: maximum)
    }
}
