/// The hasher's own scheme: scrypt, of [RFC 7914](https://www.rfc-editor.org/rfc/rfc7914).
struct ScryptScheme: PasswordScheme {
    let parameters: ScryptParameters
    let limits: PasswordHasher.Limits

    static let saltSize = 16
    static let keySize = 32
    private static let prefix = "$scrypt$"
    /// The salt of a simulated check, whose result is discarded.
    private static let dummySalt = [UInt8](repeating: 0, count: saltSize)

    func recognizes(_ stored: String) -> Bool {
        stored.utf8.starts(with: Self.prefix.utf8)
    }

    func verify(_ password: [UInt8], against stored: String) throws(PasswordError) -> Bool {
        let hash = try PasswordHash(parsing: stored)
        guard case .scrypt(let stored) = hash.scheme else { return false }
        guard stored.memory <= limits.memory, stored.work <= limits.work else { throw .tooCostly }
        let key = try derive(password, stored, salt: hash.salt, size: hash.key.count)
        if ConstantTime.equal(key, hash.key) { return true }
        if let rest = filler(after: stored) {
            _ = try derive(password, rest, salt: Self.dummySalt, size: Self.keySize)
        }
        return false
    }

    func simulateFailure(_ password: [UInt8]) throws(PasswordError) {
        _ = try derive(password, parameters, salt: Self.dummySalt, size: Self.keySize)
    }

    /// Hashes a password with a new random salt.
    func hash(_ password: [UInt8]) throws(PasswordError) -> PasswordHash {
        let salt: [UInt8]
        do {
            salt = try SecureRandom.bytes(Self.saltSize)
        } catch {
            throw PasswordError(error)
        }
        let key = try derive(password, parameters, salt: salt, size: Self.keySize)
        return .scrypt(parameters: parameters, salt: salt, key: key)
    }

    /// Returns parameters whose work makes up the difference between a cheaper hash and the hasher's own parameters, to
    /// within half a lane.
    func filler(after stored: ScryptParameters) -> ScryptParameters? {
        let lane = parameters.work / parameters.parallelism
        let lanes = (parameters.work - stored.work + lane / 2) / lane
        guard lanes > 0 else { return nil }
        return try? ScryptParameters(logN: parameters.logN, blockSize: parameters.blockSize, parallelism: lanes)
    }

    private func derive(
        _ password: [UInt8],
        _ parameters: ScryptParameters,
        salt: [UInt8],
        size: Int
    ) throws(PasswordError) -> [UInt8] {
        do {
            return try KeyDerivation.scrypt(password.span, salt: salt, parameters: parameters, size: size)
        } catch {
            throw PasswordError(error)
        }
    }
}
