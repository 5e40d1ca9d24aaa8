import CCrypt
import Glibc
import SwiftletSecurity

/// bcrypt, computed by libcrypt.
enum Bcrypt {
    /// The digest of a phrase, which ends at its first zero byte: the last 31 characters of the hash.
    ///
    /// See [crypt(3)](https://manpages.debian.org/bookworm/libcrypt-dev/crypt.3.en.html).
    ///
    /// - Throws: `PasswordError` with `cryptographyFailed` when memory is exhausted, or libcrypt is built without bcrypt.
    static func digest(of phrase: [UInt8], setting: String) throws(PasswordError) -> [UInt8] {
        var data: UnsafeMutableRawPointer?
        var size: Int32 = 0
        defer { unsafe free(data) }
        let phrase = (phrase + [0]).map { CChar(bitPattern: $0) }
        let hash = unsafe crypt_ra(phrase, setting, &data, &size).map { unsafe String(cString: $0) }
        guard let hash, hash.utf8.count == setting.utf8.count + BcryptHash.digestSize else {
            throw PasswordError(.cryptographyFailed, "libcrypt could not compute bcrypt.")
        }
        return Array(hash.utf8.suffix(BcryptHash.digestSize))
    }
}
