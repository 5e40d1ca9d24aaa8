import SwiftletJSON

extension JWTClaims {
    /// Reads the payload of a token.
    ///
    /// A claim that appears twice makes the payload invalid, as RFC 7519, section 4 allows.
    ///
    /// - Throws: `JWTError` with `invalidClaim`.
    init(parsing bytes: [UInt8]) throws(JWTError) {
        let root = try JSONNode.object(parsing: bytes, else: .invalidClaim, "The payload of the token")
        self.init()
        var count = 0
        for (name, value) in root.members {
            count += 1
            switch name {
            case "iss": issuer = try Self.text(value, name)
            case "sub": subject = try Self.text(value, name)
            case "aud": audience = try Self.texts(value, name)
            case "exp": expiresAt = try Self.time(value, name)
            case "nbf": notBefore = try Self.time(value, name)
            case "iat": issuedAt = try Self.time(value, name)
            case "jti": id = try Self.text(value, name)
            default: other[name] = value.value
            }
        }
        guard count == root.count else {
            throw JWTError(.invalidClaim, "The payload of the token has a claim twice.")
        }
    }

    /// The payload's JSON text.
    ///
    /// - Throws: `JWTError` with `invalidClaim` when a registered claim is among the others, where it would stand twice.
    func json() throws(JWTError) -> [UInt8] {
        var writer = JSONWriter(reserving: 256)
        writer.beginObject()
        if let issuer { writer.member("iss", issuer) }
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
        if let expiresAt { writer.member("exp", expiresAt) }
        if let notBefore { writer.member("nbf", notBefore) }
        if let issuedAt { writer.member("iat", issuedAt) }
        if let id { writer.member("jti", id) }
        for (name, value) in other {
            guard !Self.registered.contains(name) else {
                throw JWTError(.invalidClaim, "The claim \(name) has a property of its own and is not for other.")
            }
            writer.key(name)
            writer.value(value)
        }
        writer.endObject()
        return writer.finish()
    }

    private static let registered: Set<String> = ["iss", "sub", "aud", "exp", "nbf", "iat", "jti"]

    private static func invalid(_ name: String) -> JWTError {
        JWTError(.invalidClaim, "The claim \(name) of the token is not valid.")
    }

    private static func text(_ value: JSONNode, _ name: String) throws(JWTError) -> String {
        guard let text = value.string else { throw invalid(name) }
        return text
    }

    /// One text, or a list of at least one.
    private static func texts(_ value: JSONNode, _ name: String) throws(JWTError) -> [String] {
        if let text = value.string { return [text] }
        guard value.kind == .array, value.count > 0 else { throw invalid(name) }
        var texts: [String] = []
        for element in value.elements {
            texts.append(try text(element, name))
        }
        return texts
    }

    /// A number of seconds.
    ///
    /// Beyond 2^53 a double counts no single seconds, and a date has no meaning.
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
