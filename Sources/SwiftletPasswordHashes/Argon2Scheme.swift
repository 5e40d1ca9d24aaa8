public import SwiftletSecurity

/// Argon2, of [RFC 9106](https://www.rfc-editor.org/rfc/rfc9106), computed by the reference library.
///
/// | writer | text |
/// |---|---|
/// | argon2-cffi, passlib, pwdlib: the [PHC string format](https://github.com/P-H-C/phc-string-format) | `$argon2id$v=19$m=65536,t=3,p=4$…$…` |
/// | Django's `Argon2PasswordHasher` | `argon2$argon2id$v=19$m=102400,t=2,p=8$…$…` |
///
/// The variants Argon2id, Argon2i and Argon2d are verified. Lanes are computed one after another, on the calling thread.
public struct Argon2Scheme: PasswordScheme {
    /// The maximum cost of the stored hashes.
    ///
    /// Every failed verification takes this much work and memory.
    public let expected: Argon2Cost
    /// The maximum memory for verifying one stored hash, in KiB.
    public let maximumMemory: Int
    /// The maximum work for verifying one stored hash: memory in KiB times passes.
    public let maximumWork: Int

    private static let dummySalt = [UInt8](repeating: 0, count: 16)
    private static let keySize = 32

    /// Recognizes the formats.
    public func recognizes(_ stored: String) -> Bool {
        Argon2Hash.prefixes.contains { stored.utf8.starts(with: $0.utf8) }
    }

    /// Verifies a password against a stored hash.
    public func verify(_ password: [UInt8], against stored: String) throws(PasswordError) -> Bool {
        guard let hash = Argon2Hash(parsing: stored) else {
            throw PasswordError(.malformedHash, "The stored Argon2 hash is not well formed.")
        }
        guard hash.cost.memory <= maximumMemory, hash.cost.work <= maximumWork else {
            throw PasswordError(.hashTooCostly, "The cost of the stored Argon2 hash exceeds the limits.")
        }
        if ConstantTime.equal(try hash.key(of: password), hash.key) { return true }
        for filler in fillers(after: hash.cost) { try spend(filler, on: password) }
        return false
    }

    /// Performs the work of ``expected``.
    public func simulateFailure(_ password: [UInt8]) throws(PasswordError) {
        try spend(expected, on: password)
    }

    /// The additional costs that, with that of a cheaper hash, add up to the expected work.
    func fillers(after stored: Argon2Cost) -> [Argon2Cost] {
        var rest = expected.work - stored.work
        var fillers: [Argon2Cost] = []
        while rest >= Argon2Cost.minimumMemory {
            let memory = min(expected.memory, rest)
            fillers.append(Argon2Cost(memory: memory, passes: rest / memory))
            rest -= memory * (rest / memory)
        }
        return fillers
    }

    private func spend(_ cost: Argon2Cost, on password: [UInt8]) throws(PasswordError) {
        let hash = Argon2Hash(cost: cost, salt: Self.dummySalt, key: [UInt8](repeating: 0, count: Self.keySize))
        _ = try hash.key(of: password)
    }
}

extension PasswordScheme where Self == Argon2Scheme {
    /// Argon2, in the formats of argon2-cffi, passlib, pwdlib and Django.
    ///
    /// - Parameters:
    ///   - expected: The maximum cost of the stored hashes: by default 64 MiB and 3 passes, as in argon2-cffi and pwdlib.
    ///     Django's is 100 MiB and 2 passes.
    ///   - maximumMemory: The maximum memory for verifying one stored hash, in KiB: by default 128 MiB. The function needs
    ///     this in addition to its own memory.
    ///   - maximumWork: The maximum work for verifying one stored hash, as memory in KiB times passes: by default 1 GiB in
    ///     one pass.
    /// - Returns: The scheme.
    public static func argon2(
        expected: Argon2Cost = Argon2Cost(memory: 65_536, passes: 3),
        maximumMemory: Int = 131_072,
        maximumWork: Int = 1_048_576
    ) -> Argon2Scheme {
        Argon2Scheme(expected: expected, maximumMemory: maximumMemory, maximumWork: maximumWork)
    }
}
