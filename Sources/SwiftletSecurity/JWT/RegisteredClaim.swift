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
        self.init(bytes: name.first, name.middle, name.last)
    }

    /// Creates the claim whose name is these bytes, or `nil` for any other name.
    @inline(__always)
    init?(_ name: Span<UInt8>) {
        guard name.count == 3 else { return nil }
        self.init(bytes: name[0], name[1], name[2])
    }

    @inline(__always)
    private init?(bytes first: UInt8, _ middle: UInt8, _ last: UInt8) {
        switch UInt32(first) << 16 | UInt32(middle) << 8 | UInt32(last) {
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
