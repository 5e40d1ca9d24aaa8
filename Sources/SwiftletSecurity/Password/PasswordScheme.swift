/// A password hash format of another application that a ``PasswordHasher`` can verify.
///
/// Users of that application log in with their existing passwords, and their hashes are gradually replaced by those of the
/// hasher.
///
/// ```swift
/// let hasher = try PasswordHasher(verifying: [.pbkdf2()])
/// ```
///
/// This module has PBKDF2; bcrypt and Argon2 are in `SwiftletPasswordHashes`, which links their C libraries.
///
/// ## Timing
///
/// Response times must not reveal who has an account. Every failed check therefore does the work of all schemes of the hasher:
/// its own, and one failed check of each additional one. For this, a scheme has an expected cost, and a failed check of a
/// cheaper hash is extended to it.
public protocol PasswordScheme: Sendable {
    /// Whether a stored hash has this format, judging by its prefix.
    func recognizes(_ stored: String) -> Bool

    /// Checks a password against a stored hash.
    ///
    /// A failed check takes at least as much work as ``simulateFailure(_:)``.
    ///
    /// - Parameters:
    ///   - password: The UTF-8 bytes of the password.
    ///   - stored: The stored hash, for which ``recognizes(_:)`` is `true`.
    /// - Returns: Whether the password is correct, compared in constant time.
    /// - Throws: `PasswordError` with `malformedHash`, with `hashTooCostly` before any work is done, or with
    ///   `cryptographyFailed`.
    func verify(_ password: [UInt8], against stored: String) throws(PasswordError) -> Bool

    /// Does the work of a failed check of a hash with the expected cost.
    ///
    /// - Parameter password: The UTF-8 bytes of the password.
    /// - Throws: `PasswordError` with `cryptographyFailed`.
    func simulateFailure(_ password: [UInt8]) throws(PasswordError)
}
