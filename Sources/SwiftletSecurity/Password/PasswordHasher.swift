/// Hashes passwords with scrypt, and checks them.
///
/// ```swift
/// let hasher = try PasswordHasher()
/// let hash = try await hasher.hash("correct horse battery staple")
/// try await store(hash.encoded)
///
/// let check = try await hasher.check(password, against: user?.passwordHash)
/// guard check.isCorrect else { throw HTTPError(.unauthorized, "…") }
/// if check.needsRehash { try await store(hasher.hash(password).encoded) }
/// ```
///
/// A password is its UTF-8 bytes: no Unicode normalization, and no truncation. As HMAC, which scrypt and PBKDF2 are built
/// on, pads short keys with zeros, a password of less than 64 bytes is the same with zero bytes at its end.
///
/// Hashes are computed one at a time on a thread of their own, and a limited number of requests may wait for it: see
/// ``PasswordQueue``.
public struct PasswordHasher: Sendable {
    /// What checking one stored hash may cost, whoever wrote it.
    public struct Limits: Hashable, Sendable {
        /// The most memory, in bytes.
        ///
        /// 64 MiB and a little by default, which reads passlib's default of `ln=16,r=8`.
        public var memory: Int
        /// The most scrypt work, as `N × r × p`.
        ///
        /// 2^22 by default: six times that of `ScryptParameters.standard`.
        public var work: Int
        /// The most PBKDF2 iterations.
        ///
        /// 10 million by default.
        public var iterations: Int
        /// The longest password, in bytes of UTF-8.
        ///
        /// 1024 by default.
        public var passwordLength: Int

        /// Makes limits, each of which has a default.
        public init(
            memory: Int = (64 << 20) + (64 << 10),
            work: Int = 1 << 22,
            iterations: Int = 10_000_000,
            passwordLength: Int = 1024
        ) {
            self.memory = memory
            self.work = work
            self.iterations = iterations
            self.passwordLength = passwordLength
        }
    }

    /// The cost of new hashes.
    public let parameters: ScryptParameters
    /// What checking one stored hash may cost.
    public let limits: Limits
    /// The formats of other applications that are verified, besides the hasher's own.
    public let schemes: [any PasswordScheme]
    let queue: PasswordQueue
    private let own: ScryptScheme

    /// Makes a hasher.
    ///
    /// - Parameters:
    ///   - parameters: The cost of new hashes.
    ///   - limits: What checking one stored hash may cost. Must have room for `parameters`.
    ///   - schemes: The formats of other applications that ``check(_:against:)`` accepts. Each adds to the time of a failed
    ///     check, so name only those that the database has, and remove one when its last hash has been replaced.
    ///   - queue: The thread for the asynchronous methods, and how many may wait for it.
    /// - Throws: `PasswordError` with `invalidParameters` when `parameters` exceed `limits`: such a hasher could not
    ///   check its own hashes.
    public init(
        parameters: ScryptParameters = .standard,
        limits: Limits = Limits(),
        verifying schemes: [any PasswordScheme] = [],
        queue: PasswordQueue = .shared
    ) throws(PasswordError) {
        guard parameters.memory <= limits.memory, parameters.work <= limits.work else {
            throw PasswordError(.invalidParameters, "The scrypt parameters exceed the limits of the hasher.")
        }
        self.parameters = parameters
        self.limits = limits
        self.schemes = schemes
        self.queue = queue
        own = ScryptScheme(parameters: parameters, limits: limits)
    }

    /// Whether a password that matched `hash` should be hashed again: another format, other parameters, a short salt.
    public func needsRehash(_ hash: PasswordHash) -> Bool {
        hash.scheme != .scrypt(parameters) || hash.salt.count < ScryptScheme.saltSize
            || hash.key.count != ScryptScheme.keySize
    }

    /// Hashes a password on the calling thread, under a new random salt.
    ///
    /// Takes a tenth of a second and more: in an async context use `hash(_:)`.
    ///
    /// - Throws: `PasswordError` with `passwordTooLong` over `limits.passwordLength`, or with `cryptographyFailed`.
    public func hashBlocking(_ password: String) throws(PasswordError) -> PasswordHash {
        let password = Array(password.utf8)
        guard password.count <= limits.passwordLength else {
            throw PasswordError(
                .passwordTooLong,
                "The password is longer than \(limits.passwordLength) bytes."
            )
        }
        return try own.hash(password)
    }

    /// Checks a password on the calling thread against what is stored for a user.
    ///
    /// Takes a tenth of a second and more: in an async context use `check(_:against:)`.
    ///
    /// - Parameters:
    ///   - password: What the user typed.
    ///   - stored: What is stored for the user. Nil for a user that does not exist.
    /// - Returns: Whether the password is correct. False, without any work, for a password over `limits.passwordLength`:
    ///   such a one is never hashed.
    /// - Throws: `PasswordError` with `cryptographyFailed`.
    public func checkBlocking(_ password: String, against stored: String?) throws(PasswordError) -> PasswordCheck {
        try check(password, against: stored, schemes)
    }

    /// Checks a password on the calling thread against a hash that has been parsed.
    ///
    /// Takes a tenth of a second and more: in an async context use `verify(_:against:)`.
    ///
    /// - Parameters:
    ///   - password: What the user typed.
    ///   - hash: What is stored for the user. Nil for a user that does not exist: then as much work is done as for a wrong
    ///     password.
    /// - Returns: Whether the password is the one that was hashed. The comparison takes constant time. False, without
    ///   any work, for a password over `limits.passwordLength`: such a one is never hashed.
    /// - Throws: `PasswordError` with `hashTooCostly` when the hash's parameters exceed the limits, which is found
    ///   before anything is allocated, or with `cryptographyFailed`.
    public func verifyBlocking(_ password: String, against hash: PasswordHash?) throws(PasswordError) -> Bool {
        var schemes = schemes
        if let hash, case .pbkdf2 = hash.scheme, !schemes.contains(where: { $0.recognizes(hash.encoded) }) {
            schemes.append(.pbkdf2(iterations: 1, maximumIterations: limits.iterations))
        }
        let check = try check(password, against: hash?.encoded, schemes)
        if let error = check.error { throw error }
        return check.isCorrect
    }

    /// Spends on the calling thread the time that a failed check takes.
    ///
    /// - Throws: `PasswordError` with `cryptographyFailed`.
    public func verifyDummyBlocking(_ password: String) throws(PasswordError) {
        _ = try verifyBlocking(password, against: nil)
    }

    private func check(
        _ password: String,
        against stored: String?,
        _ others: [any PasswordScheme]
    ) throws(PasswordError) -> PasswordCheck {
        let password = Array(password.utf8)
        guard password.count <= limits.passwordLength else { return .failed }
        let all: [any PasswordScheme] = [own] + others
        var worked: Int?
        var unusable: PasswordError?
        if let stored {
            do throws(PasswordError) {
                guard let index = all.firstIndex(where: { $0.recognizes(stored) }) else {
                    throw PasswordError.unknownFormat
                }
                if try all[index].verify(password, against: stored) {
                    let needsRehash = index == 0 ? self.needsRehash(try PasswordHash(parsing: stored)) : true
                    return PasswordCheck(isCorrect: true, needsRehash: needsRehash, error: nil)
                }
                worked = index
            } catch {
                guard error.isAboutStoredHash else { throw error }
                unusable = error
            }
        }
        for index in all.indices where index != worked {
            try all[index].simulateFailure(password)
        }
        return PasswordCheck(isCorrect: false, needsRehash: false, error: unusable)
    }
}
