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
/// bcrypt reads the first 72 bytes of a password and ignores the rest; the two forms with SHA-256 read all of it. A
/// password with a zero byte matches no hash of the plain forms, which would end at that byte.
public struct BcryptScheme: PasswordScheme {
    /// The highest cost that the stored hashes have: 4...31.
    ///
    /// Every failed check does the work of this cost.
    public let cost: Int
    /// The highest cost that a stored hash may have to be checked at all.
    public let maximumCost: Int

    /// Recognizes the formats.
    public func recognizes(_ stored: String) -> Bool {
        BcryptHash.prefixes.contains { stored.utf8.starts(with: $0.utf8) }
    }

    /// Checks a password against a stored hash.
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

    /// Does the work of ``cost``.
    public func simulateFailure(_ password: [UInt8]) throws(PasswordError) {
        // libcrypt rejects a phrase of 512 bytes or more; bcrypt reads 72 of them.
        try spend(cost, on: Array(password.prefix(72)))
    }

    /// The costs whose work, added to that of a cheaper hash, makes up the work of `cost`: the work of each cost is twice
    /// that of the one below.
    func fillers(after stored: Int) -> Range<Int> {
        min(stored, cost)..<cost
    }

    private func spend(_ cost: Int, on phrase: [UInt8]) throws(PasswordError) {
        let digits = cost < 10 ? "0\(cost)" : "\(cost)"
        _ = try Bcrypt.digest(of: phrase, setting: "$2b$\(digits)$......................")
    }
}

extension PasswordScheme where Self == BcryptScheme {
    /// bcrypt, as passlib, pwdlib and Django write it.
    ///
    /// - Parameters:
    ///   - cost: The highest cost that the stored hashes have, 4...31. 12 is the default of most libraries.
    ///   - maximumCost: The highest cost that a stored hash may have to be checked at all. Each step doubles the time: 16
    ///     takes several seconds.
    /// - Returns: The scheme.
    public static func bcrypt(cost: Int = 12, maximumCost: Int = 16) -> BcryptScheme {
        let maximum = min(max(4, maximumCost), 31)
        return BcryptScheme(cost: min(max(4, cost), maximum), maximumCost: maximum)
    }
}
