import Glibc

/// The header of a key in a set, with the candidate keys for tokens that begin with it.
///
/// Created with the set from its own keys. Incoming tokens add none.
final class KnownHeader: Sendable {
    let header: JWSHeader
    /// The base64url encoding.
    let text: [UInt8]
    /// The keys with a matching `kid` and algorithm.
    let keys: [JWTKey]
    /// The number of characters of a signature, or 0 if it depends on the key.
    let signatureLength: Int

    /// Creates the header of `key`, with the candidates for its `kid` that have the same algorithm.
    init(of key: JWTKey, candidates: [JWTKey]) {
        header = key.header.header
        text = key.header.text
        keys = candidates.filter { $0.algorithm == key.algorithm }
        let isCode = key.algorithm.keyKind == .secret
        signatureLength = isCode ? Base64Alphabet.encodedCount(key.algorithm.hash?.digestSize ?? 0) : 0
    }

    /// Whether a token begins with this header and a dot.
    func isPrefix(of token: Span<UInt8>) -> Bool {
        let count = text.count
        guard count < token.count, token[count] == UInt8(ascii: ".") else { return false }
        // The header is public, so the comparison need not be constant-time.
        return unsafe text.withUnsafeBytes { text in
            unsafe token.withUnsafeBytes { token in
                guard let text = text.baseAddress, let token = token.baseAddress else { return false }
                return unsafe memcmp(text, token, count) == 0
            }
        }
    }
}
