/// The result of checking a password against a stored hash.
public struct PasswordCheck: Sendable {
    /// Whether the password is correct.
    public let isCorrect: Bool
    /// Whether a correct password should be hashed again, because its hash has another scheme or other parameters than the
    /// hasher.
    public let needsRehash: Bool
    /// The error of a stored hash that is malformed, has an unknown format, or exceeds the limits.
    ///
    /// The password is then treated as wrong. Log the error: the user cannot log in until the hash is replaced. It contains
    /// neither the password nor the hash.
    public let error: PasswordError?

    static let failed = PasswordCheck(isCorrect: false, needsRehash: false, error: nil)
}
