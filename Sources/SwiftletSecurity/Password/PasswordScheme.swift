/// A format of password hashes that another application has written, which a ``PasswordHasher`` verifies.
///
/// With it, the users of that application log in with the passwords they have, and their hashes are replaced by those of
/// the hasher one by one.
///
/// ```swift
/// let hasher = try PasswordHasher(verifying: [.pbkdf2()])
/// ```
///
/// PBKDF2 is here; bcrypt and Argon2 are in the library `SwiftletPasswordHashes`, which links their C libraries.
///
/// ## Time
///
/// The time of a response must not show who has an account. Every failed check therefore does the work of all schemes of
/// the hasher: its own and one failed check of each other one. For this a scheme has an expected cost, and a failed
/// check of a hash that costs less is extended to it.
public protocol PasswordScheme: Sendable {
    /// Whether a stored text is of this scheme, by its beginning.
    func recognizes(_ stored: String) -> Bool

    /// Checks a password against a stored hash.
    ///
    /// A failed check does at least as much work as ``simulateFailure(_:)``.
    ///
    /// - Parameters:
    ///   - password: The UTF-8 bytes of the password.
    ///   - stored: A text that ``recognizes(_:)`` accepts.
    /// - Returns: Whether the password is the one that was hashed, compared in constant time.
    /// - Throws: `PasswordError` with `malformedHash`, with `hashTooCostly` before any work is done, or with
    ///   `cryptographyFailed`.
    func verify(_ password: [UInt8], against stored: String) throws(PasswordError) -> Bool

    /// Does the work of a failed check against a hash of the expected cost.
    ///
    /// - Parameter password: The UTF-8 bytes of the password.
    /// - Throws: `PasswordError` with `cryptographyFailed`.
    func simulateFailure(_ password: [UInt8]) throws(PasswordError)
}
