/// A password's hash, as it is stored.
///
/// Three formats are read:
///
/// | format | text |
/// |---|---|
/// | scrypt, which `PasswordHasher` writes | `$scrypt$ln=14,r=8,p=5$salt$hash` |
/// | PBKDF2-SHA256 of passlib | `$pbkdf2-sha256$29000$salt$hash` |
/// | PBKDF2-SHA256 of Django | `pbkdf2_sha256$260000$salt$hash` |
///
/// The first is the [PHC string format](https://github.com/P-H-C/phc-string-format) as passlib writes it.
/// A hash is worth guessing passwords against, so it stays out of logs: `description` and reflection show the format
/// only, and `encoded` is the text to store.
public struct PasswordHash: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// How the hash was computed.
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

    /// The format, and nothing else of the hash.
    public var description: String {
        switch scheme {
        case .scrypt(let parameters): "PasswordHash(scrypt, \(parameters), redacted)"
        case .pbkdf2(let iterations): "PasswordHash(pbkdf2-sha256, \(iterations) iterations, redacted)"
        }
    }

    /// The format, and nothing else of the hash.
    public var debugDescription: String { description }

    /// A mirror without children, so that `dump` shows nothing either.
    public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
