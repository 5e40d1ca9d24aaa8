import SwiftletJSON

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A header with the text that it has in a token.
///
/// A key makes one for the tokens that it signs. A token that begins with the same text needs no parsing.
final class EncodedJWSHeader: Sendable {
    let header: JWSHeader
    /// The base64url text.
    let text: [UInt8]

    init(_ header: JWSHeader) {
        self.header = header
        text = Array(Base64URL.encode(JSON.object(header.members).bytes).utf8)
    }

    convenience init(algorithm: JWTAlgorithm, keyID: String?, type: String?) {
        self.init(JWSHeader(algorithm: algorithm, keyID: keyID, type: type))
    }
}

/// A header that the tokens of a key begin with, and the keys of a set that such a token is checked against.
///
/// Made with the set, of its own keys. No token that comes in adds one.
final class KnownHeader: Sendable {
    let header: JWSHeader
    /// The base64url text.
    let text: [UInt8]
    /// The keys that fit the `kid` and are for the algorithm.
    let keys: [JWTKey]
    /// How many characters a signature takes, 0 where that is not the same for all keys of the algorithm.
    let signatureLength: Int

    /// The header of a key, with those of the keys that fit its `kid` that a token of it is checked against.
    init(of key: JWTKey, candidates: [JWTKey]) {
        header = key.header.header
        text = key.header.text
        keys = candidates.filter { $0.algorithm == key.algorithm }
        let isCode = key.algorithm.keyKind == .secret
        signatureLength = isCode ? Base64Alphabet.encodedCount(key.algorithm.hash?.digestSize ?? 0) : 0
    }

    /// Whether a token begins with the text and a dot.
    func begins(_ token: Span<UInt8>) -> Bool {
        let count = text.count
        guard count < token.count, token[count] == UInt8(ascii: ".") else { return false }
        // Who made the token knows how its header begins, so this may take any time.
        return unsafe text.withUnsafeBytes { text in
            unsafe token.withUnsafeBytes { token in
                guard let text = text.baseAddress, let token = token.baseAddress else { return false }
                return unsafe memcmp(text, token, count) == 0
            }
        }
    }
}
