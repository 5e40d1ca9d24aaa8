import SwiftletPasswordHashes
import SwiftletSecurity

/// A format of password hashes that an earlier application has left in the database, by its name in the settings.
public enum LegacyPasswordHash: String, Sendable, CaseIterable {
    /// Argon2, such as the Argon2id of pwdlib, passlib and Django.
    case argon2
    /// bcrypt, such as that of passlib, pwdlib and Django.
    case bcrypt
    /// PBKDF2 with HMAC-SHA-256, as passlib and Django write it.
    case pbkdf2

    /// The scheme that verifies it, with the costs that are the defaults of those libraries.
    var scheme: any PasswordScheme {
        switch self {
        case .argon2: .argon2()
        case .bcrypt: .bcrypt()
        case .pbkdf2: .pbkdf2()
        }
    }
}
