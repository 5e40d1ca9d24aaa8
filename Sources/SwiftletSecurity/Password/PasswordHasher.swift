/// Hashes passwords with scrypt, and checks them.
///
/// ```swift
/// let hasher = try PasswordHasher()
/// let check = try await hasher.check(password, against: stored)
/// guard check.isCorrect else { throw HTTPError(.unauthorized, "Incorrect email or password") }
/// if check.needsRehash { try await save(hasher.hash(password).encoded) }
/// ```
///
/// Passwords are hashed as UTF-8 bytes, without Unicode normalization or truncation. HMAC, on which scrypt and PBKDF2 are
/// based, pads short keys with zeros: a password shorter than 64 bytes is equivalent to itself with zero bytes appended.
///
/// Hashes are computed one at a time on a dedicated thread, with a limited number of waiting requests: see ``PasswordQueue``.
public struct PasswordHasher: Sendable {
    /// The limits for checking a stored hash.
    public struct Limits: Hashable, Sendable {
        /// The maximum memory, in bytes.
        ///
        /// Slightly over 64 MiB by default, enough for passlib's default of `ln=16,r=8`.
        public var memory: Int
        /// The maximum scrypt work, `N × r × p`.
        ///
        /// 2^22 by default: six times that of `ScryptParameters.standard`.
        public var work: Int
        /// The maximum number of PBKDF2 iterations.
        ///
        /// 10 million by default.
        public var iterations: Int
        /// The maximum password length, in bytes of UTF-8.
        ///
        /// 1024 by default.
        public var passwordLength: Int

        /// Creates limits, each of which has a default.
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

    /// The parameters of new hashes.
    let parameters: ScryptParameters
    /// The limits for checking a stored hash.
    let limits: Limits
    /// The additional schemes that are accepted for stored hashes.
    let schemes: [any PasswordScheme]
    let queue: PasswordQueue
    private let own: ScryptScheme

    /// Creates a hasher.
    ///
    /// - Parameters:
    ///   - parameters: The parameters of new hashes.
    ///   - limits: The limits for checking a stored hash. They must allow `parameters`.
    ///   - schemes: The additional schemes that ``check(_:against:)`` accepts. Each adds to the time of a failed check, so list
    ///     only those in your database, and remove one when its last hash has been replaced.
    ///   - queue: The queue with the thread of the asynchronous methods.
    /// - Throws: `PasswordError` with `invalidParameters` if `parameters` exceed `limits`: the hasher could not check its own
    ///   hashes.
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

    /// Hashes a password with a new random salt, on the calling thread.
    ///
    /// This takes a tenth of a second or more: in an async context use `hash(_:)`.
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

    /// Checks a password against the stored hash of a user, on the calling thread.
    ///
    /// This takes a tenth of a second or more: in an async context use `check(_:against:)`.
    ///
    /// - Parameters:
    ///   - password: The password to check.
    ///   - stored: The stored hash, or `nil` for a user that does not exist.
    /// - Returns: The result. Passwords over `limits.passwordLength` are never hashed: the check fails immediately.
    /// - Throws: `PasswordError` with `cryptographyFailed`.
    public func checkBlocking(_ password: String, against stored: String?) throws(PasswordError) -> PasswordCheck {
        try check(password, against: stored, schemes)
    }

    /// Checks a password against a parsed hash, on the calling thread.
    ///
    /// This takes a tenth of a second or more: in an async context use `verify(_:against:)`.
    ///
    /// - Parameters:
    ///   - password: The password to check.
    ///   - hash: The stored hash, or `nil` for a user that does not exist, which takes the time of a wrong password.
    /// - Returns: Whether the password is correct, compared in constant time. Passwords over `limits.passwordLength` are never
    ///   hashed: the check fails immediately.
    /// - Throws: `PasswordError` with `hashTooCostly`, before any allocation, if the parameters of the hash exceed the limits,
    ///   or with `cryptographyFailed`.
    public func verifyBlocking(_ password: String, against hash: PasswordHash?) throws(PasswordError) -> Bool {
        var schemes = schemes
        if let hash, case .pbkdf2 = hash.scheme, !schemes.contains(where: { $0.recognizes(hash.encoded) }) {
            schemes.append(.pbkdf2(iterations: 1, maximumIterations: limits.iterations))
        }
        let check = try check(password, against: hash?.encoded, schemes)
        if let error = check.error { throw error }
        return check.isCorrect
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
                guard error.isStoredHashError else { throw error }
                unusable = error
            }
        }
        for index in all.indices where index != worked {
            try all[index].simulateFailure(password)
        }
        return PasswordCheck(isCorrect: false, needsRehash: false, error: unusable)
    }
}
