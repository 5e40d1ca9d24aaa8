/// A stored password hash.
///
/// Three formats are supported:
///
/// | format | text |
/// |---|---|
/// | scrypt, which `PasswordHasher` writes | `$scrypt$ln=14,r=8,p=5$salt$hash` |
/// | PBKDF2-SHA256 of passlib | `$pbkdf2-sha256$29000$salt$hash` |
/// | PBKDF2-SHA256 of Django | `pbkdf2_sha256$260000$salt$hash` |
///
/// The first is the [PHC string format](https://github.com/P-H-C/phc-string-format) in passlib's variant. Password hashes can
/// be brute-forced, so they must not appear in logs: `description` and reflection contain only the format, and `encoded` is
/// the text to store.
public struct PasswordHash: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The algorithm with its parameters.
    enum Scheme: Equatable {
        case scrypt(ScryptParameters)
        case pbkdf2(iterations: Int)
    }

    /// The text to store.
    public let encoded: String
    let scheme: Scheme
    let salt: [UInt8]
    let key: [UInt8]

    init(encoded: String, scheme: Scheme, salt: [UInt8], key: [UInt8]) {
        self.encoded = encoded
        self.scheme = scheme
        self.salt = salt
        self.key = key
    }

    /// The format, without salt and hash.
    public var description: String {
        switch scheme {
        case .scrypt(let parameters): "PasswordHash(scrypt, \(parameters), redacted)"
        case .pbkdf2(let iterations): "PasswordHash(pbkdf2-sha256, \(iterations) iterations, redacted)"
        }
    }

    /// The format, without salt and hash.
    public var debugDescription: String { description }

    /// A mirror without children, so that `dump` shows neither salt nor hash.
    public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
