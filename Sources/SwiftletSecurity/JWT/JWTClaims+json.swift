import SwiftletJSON

extension JWTClaims {
    /// Parses the payload of a token.
    ///
    /// A duplicate claim makes the payload invalid, as RFC 7519, section 4 permits.
    ///
    /// - Throws: `JWTError` with `invalidClaim`.
    init(parsing bytes: [UInt8]) throws(JWTError) {
        let root = try JSONNode.object(parsing: bytes, else: .invalidClaim, "The payload of the token")
        // In separate variables until the end: a throwing initializer would copy a partly initialized value.
        var (issuer, subject, id): (String?, String?, String?)
        var (expiresAt, notBefore, issuedAt): (Int64?, Int64?, Int64?)
        var audience: [String] = []
        var other = JSONObject()
        for (name, value) in root.rawMembers {
            switch RegisteredClaim(name) {
            case .issuer: try Self.set(&issuer, Self.text(value, "iss"))
            case .subject: try Self.set(&subject, Self.text(value, "sub"))
            case .audience:
                guard audience.isEmpty else { throw Self.duplicate }
                audience = try Self.texts(value, "aud")
            case .expiresAt: try Self.set(&expiresAt, Self.time(value, "exp"))
            case .notBefore: try Self.set(&notBefore, Self.time(value, "nbf"))
            case .issuedAt: try Self.set(&issuedAt, Self.time(value, "iat"))
            case .id: try Self.set(&id, Self.text(value, "jti"))
            case nil:
                let name = name.string ?? ""
                guard other[name] == nil else { throw Self.duplicate }
                other[name] = value.value
            }
        }
        self.init(
            issuer: issuer,
            subject: subject,
            audience: audience,
            expiresAt: expiresAt,
            notBefore: notBefore,
            issuedAt: issuedAt,
            id: id,
            other: other
        )
    }

    private static var duplicate: JWTError {
        JWTError(.invalidClaim, "The payload of the token has a duplicate claim.")
    }

    private static func set<Value>(_ claim: inout Value?, _ value: Value) throws(JWTError) {
        guard claim == nil else { throw duplicate }
        claim = value
    }

    /// Encodes the payload as JSON.
    ///
    /// - Throws: `JWTError` with `invalidClaim` if `other` contains a registered claim, which would be a duplicate.
    func json() throws(JWTError) -> [UInt8] {
        try json(defaults: Defaults())
    }

    /// The values that a signer adds for absent claims.
    struct Defaults {
        var issuer: String?
        var audience: [String] = []
        var issuedAt: Int64?
        var expiresAt: Int64?
    }

    /// Encodes the payload as JSON, with defaults for absent claims.
    ///
    /// - Throws: `JWTError`, like `json()`.
    func json(defaults: Defaults) throws(JWTError) -> [UInt8] {
        let audience = audience.isEmpty ? defaults.audience : audience
        var writer = JSONWriter(reserving: 256)
        writer.beginObject()
        if let issuer = issuer ?? defaults.issuer { writer.member("iss", issuer) }
        if let subject { writer.member("sub", subject) }
        if audience.count == 1 {
            writer.member("aud", audience[0])
        } else if !audience.isEmpty {
            writer.key("aud")
            writer.beginArray()
            for name in audience {
                writer.string(name)
            }
            writer.endArray()
        }
        if let expiresAt = expiresAt ?? defaults.expiresAt { writer.member("exp", expiresAt) }
        if let notBefore { writer.member("nbf", notBefore) }
        if let issuedAt = issuedAt ?? defaults.issuedAt { writer.member("iat", issuedAt) }
        if let id { writer.member("jti", id) }
        for (name, value) in other {
            guard RegisteredClaim(rawValue: name) == nil else {
                throw JWTError(.invalidClaim, "The registered claim \(name) must not be in other.")
            }
            writer.key(name)
            writer.value(value)
        }
        writer.endObject()
        return writer.finish()
    }

    private static func invalid(_ name: String) -> JWTError {
        JWTError(.invalidClaim, "The claim \(name) of the token is not valid.")
    }

    private static func text(_ value: JSONNode, _ name: String) throws(JWTError) -> String {
        guard let text = value.string else { throw invalid(name) }
        return text
    }

    /// A string, or an array of at least one string.
    private static func texts(_ value: JSONNode, _ name: String) throws(JWTError) -> [String] {
        if let text = value.string { return [text] }
        guard value.kind == .array, value.count > 0 else { throw invalid(name) }
        var texts: [String] = []
        for element in value.elements {
            texts.append(try text(element, name))
        }
        return texts
    }

    /// Reads a number of seconds within ±2^53: beyond that, a double cannot represent every second.
    private static func time(_ value: JSONNode, _ name: String) throws(JWTError) -> Int64 {
        let bound: Int64 = 1 << 53
        if let seconds = value.int64 {
            guard (-bound...bound).contains(seconds) else { throw invalid(name) }
            return seconds
        }
        guard let seconds = value.double, seconds.magnitude <= Double(bound) else { throw invalid(name) }
        return Int64(seconds.rounded(.up))
    }
}

extension JSONWriter {
    fileprivate mutating func member(_ name: StaticString, _ text: String) {
        key(name)
        string(text)
    }

    fileprivate mutating func member(_ name: StaticString, _ number: Int64) {
        key(name)
        int(number)
    }
}
