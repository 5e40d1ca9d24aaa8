/// The result of checking a password against what is stored for a user.
public struct PasswordCheck: Sendable {
    /// Whether the password is the one that was hashed.
    public let isCorrect: Bool
    /// Whether a password that is correct should be hashed again: its hash is of another scheme, or of other parameters
    /// than the hasher's.
    public let needsRehash: Bool
    /// Why the stored hash could not be used: it is malformed, of an unknown format, or costs more than the limits allow.
    ///
    /// The password then counts as wrong. Log it: the user cannot log in until the hash is replaced. It holds neither the
    /// password nor the hash.
    public let error: PasswordError?

    static let failed = PasswordCheck(isCorrect: false, needsRehash: false, error: nil)
}
