import SwiftletJSON

/// A header with its encoding in a token.
///
/// Each key has one for the tokens that it signs. A token with the same encoded header needs no header parsing.
final class EncodedJWSHeader: Sendable {
    let header: JWSHeader
    /// The base64url encoding.
    let text: [UInt8]

    init(_ header: JWSHeader) {
        self.header = header
        text = Array(Base64URL.encode(JSON.object(header.members).bytes).utf8)
    }

    convenience init(algorithm: JWTAlgorithm, keyID: String?, type: String?) {
        self.init(JWSHeader(algorithm: algorithm, keyID: keyID, type: type))
    }
}
