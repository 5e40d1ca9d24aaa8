import SwiftletJSON

/// A registered claim, which has a property in `JWTClaims`.
enum RegisteredClaim: String {
    case issuer = "iss"
    case subject = "sub"
    case audience = "aud"
    case expiresAt = "exp"
    case notBefore = "nbf"
    case issuedAt = "iat"
    case id = "jti"

    /// Creates the claim of this name, or `nil` for any other name.
    init?(_ name: JSONNode) {
        guard let name = name.fingerprint else {
            // A name with an escape, which is unusual, or an empty name.
            guard let claim = name.string.flatMap(Self.init(rawValue:)) else { return nil }
            self = claim
            return
        }
        guard name.count == 3 else { return nil }
        // These three bytes distinguish all registered claims.
        switch UInt32(name.first) << 16 | UInt32(name.middle) << 8 | UInt32(name.last) {
        case 0x69_73_73: self = .issuer
        case 0x73_75_62: self = .subject
        case 0x61_75_64: self = .audience
        case 0x65_78_70: self = .expiresAt
        case 0x6E_62_66: self = .notBefore
        case 0x69_61_74: self = .issuedAt
        case 0x6A_74_69: self = .id
        default: return nil
        }
    }
}
