import SwiftletJSON

/// A claim that has a property of its own.
enum RegisteredClaim: String {
    case issuer = "iss"
    case subject = "sub"
    case audience = "aud"
    case expiresAt = "exp"
    case notBefore = "nbf"
    case issuedAt = "iat"
    case id = "jti"

    /// The claim of this name, nil for any other.
    init?(_ name: JSONNode) {
        guard let name = name.fingerprint else {
            // Written with an escape, which nobody does, or empty.
            guard let claim = name.string.flatMap(Self.init(rawValue:)) else { return nil }
            self = claim
            return
        }
        guard name.count == 3 else { return nil }
        // First, middle and last: these are all.
        self.init(name.first, name.middle, name.last)
    }

    /// The claim whose name is these bytes, nil for any other.
    @inline(__always)
    init?(_ name: Span<UInt8>) {
        guard name.count == 3 else { return nil }
        self.init(name[0], name[1], name[2])
    }

    @inline(__always)
    private init?(_ first: UInt8, _ middle: UInt8, _ last: UInt8) {
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
