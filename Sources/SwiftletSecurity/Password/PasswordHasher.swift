public import SwiftletIO

/// Hashes passwords with scrypt, and checks them.
///
/// ```swift
/// let hasher = try PasswordHasher()
/// let hash = try await hasher.hash("correct horse battery staple")
/// try await store(hash.encoded)
///
/// let stored = try user.map { user in try PasswordHash(parsing: user.passwordHash) }
/// guard try await hasher.verify(password, against: stored) else { throw HTTPError(.unauthorized, "…") }
/// ```
///
/// A password is its UTF-8 bytes: no Unicode normalisation, and no truncation. As HMAC, which scrypt and PBKDF2 stand on,
/// fills short keys up with zeros, a password of less than 64 bytes is the same with zero bytes at its end.
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
    let worker: WorkerThread

    /// One for the process: so hashes are computed one after another, and take the memory of one.
    private static let sharedWorker = WorkerThread(name: "password-hash")
    private static let saltSize = 16
    private static let keySize = 32
    /// What an unknown user's password is checked against.
    ///
    /// Any salt does: nothing matches it by agreement.
    private static let dummySalt = [UInt8](repeating: 0, count: saltSize)

    /// Makes a hasher.
    ///
    /// - Parameters:
    ///   - parameters: The cost of new hashes.
    ///   - limits: What checking one stored hash may cost. Must have room for `parameters`.
    ///   - worker: The thread for the asynchronous methods. When nil, one that all hashers of the process share, so that
    ///     they take the memory of one hash at a time.
    /// - Throws: `PasswordError` with `invalidParameters` when `parameters` exceed `limits`: such a hasher could not
    ///   check its own hashes.
    public init(
        parameters: ScryptParameters = .standard,
        limits: Limits = Limits(),
        worker: WorkerThread? = nil
    ) throws(PasswordError) {
        guard parameters.memory <= limits.memory, parameters.work <= limits.work else {
            throw PasswordError(.invalidParameters, "The scrypt parameters exceed the limits of the hasher.")
        }
        self.parameters = parameters
        self.limits = limits
        self.worker = worker ?? Self.sharedWorker
    }

    /// Whether a password that matched `hash` should be hashed anew: another format, other parameters, a short salt.
    public func needsRehash(_ hash: PasswordHash) -> Bool {
        hash.scheme != .scrypt(parameters) || hash.salt.count < Self.saltSize || hash.key.count != Self.keySize
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
        do {
            let salt = try SecureRandom.bytes(Self.saltSize)
            let key = try KeyDerivation.scrypt(password.span, salt: salt, parameters: parameters, size: Self.keySize)
            return .scrypt(parameters: parameters, salt: salt, key: key)
        } catch {
            throw PasswordError(error)
        }
    }

    /// Checks a password on the calling thread.
    ///
    /// Takes a tenth of a second and more: in an async context use `verify(_:against:)`.
    ///
    /// - Parameters:
    ///   - password: What the user typed.
    ///   - hash: What is stored for the user. Nil for a user that does not exist: then as much time is spent as for one
    ///     whose hash has the current parameters, so that an answer does not tell who has an account.
    /// - Returns: Whether the password is the one that was hashed. The comparison takes constant time. False, without
    ///   any work, for a password over `limits.passwordLength`: such a one is never hashed.
    /// - Throws: `PasswordError` with `hashTooCostly` when the hash's parameters exceed the limits, which is found
    ///   before anything is allocated, or with `cryptographyFailed`.
    public func verifyBlocking(_ password: String, against hash: PasswordHash?) throws(PasswordError) -> Bool {
        let password = Array(password.utf8)
        guard password.count <= limits.passwordLength else { return false }
        let scheme = hash?.scheme ?? .scrypt(parameters)
        let salt = hash?.salt ?? Self.dummySalt
        try checkCost(of: scheme)
        let key = try derive(password.span, scheme, salt: salt, size: hash?.key.count ?? Self.keySize)
        return ConstantTime.equal(key, hash?.key ?? []) && hash != nil
    }

    /// Spends on the calling thread the time that checking a hash of the current parameters takes.
    ///
    /// - Throws: `PasswordError` with `cryptographyFailed`.
    public func verifyDummyBlocking(_ password: String) throws(PasswordError) {
        _ = try verifyBlocking(password, against: nil)
    }

    private func derive(
        _ password: Span<UInt8>,
        _ scheme: PasswordHash.Scheme,
        salt: [UInt8],
        size: Int
    ) throws(PasswordError) -> [UInt8] {
        do {
            switch scheme {
            case .scrypt(let parameters):
                return try KeyDerivation.scrypt(password, salt: salt, parameters: parameters, size: size)
            case .pbkdf2(let iterations):
                return try KeyDerivation.pbkdf2SHA256(password, salt: salt, iterations: iterations, size: size)
            }
        } catch {
            throw PasswordError(error)
        }
    }

    private func checkCost(of scheme: PasswordHash.Scheme) throws(PasswordError) {
        let isWithinLimits =
            switch scheme {
            case .scrypt(let parameters):
                parameters.memory <= limits.memory && parameters.work <= limits.work
            case .pbkdf2(let iterations):
                iterations <= limits.iterations
            }
        guard isWithinLimits else {
            throw PasswordError(.hashTooCostly, "The parameters of the stored password hash exceed the limits.")
        }
    }
}
