public import SwiftletJSON

/// The claims of a JSON Web Token, of [RFC 7519, section 4](https://www.rfc-editor.org/rfc/rfc7519#section-4).
///
/// ```swift
/// let claims = JWTClaims(subject: "42", other: ["role": "admin"])
/// ```
///
/// Times are whole seconds since 1970 UTC, without leap seconds. Fractional times are rounded up when parsed, which does not
/// affect comparisons with a clock of whole seconds. Claims nested deeper than 32 levels are rejected.
public struct JWTClaims: Hashable, Sendable {
    /// `iss`: the issuer of the token.
    public var issuer: String?
    /// `sub`: the subject of the token.
    public var subject: String?
    /// `aud`: the recipients of the token.
    ///
    /// Empty if the claim is absent. A single element is encoded as a string, not as an array.
    public var audience: [String]
    /// `exp`: the time from which the token is invalid.
    public var expiresAt: Int64?
    /// `nbf`: the time before which the token is invalid.
    public var notBefore: Int64?
    /// `iat`: the time at which the token was issued.
    public var issuedAt: Int64?
    /// `jti`: the unique id of the token.
    public var id: String?
    /// All other claims, in order.
    ///
    /// The seven registered claims above are not allowed here.
    public var other: JSONObject

    /// Creates claims, all of which are optional.
    public init(
        issuer: String? = nil,
        subject: String? = nil,
        audience: [String] = [],
        expiresAt: Int64? = nil,
        notBefore: Int64? = nil,
        issuedAt: Int64? = nil,
        id: String? = nil,
        other: JSONObject = JSONObject()
    ) {
        self.issuer = issuer
        self.subject = subject
        self.audience = audience
        self.expiresAt = expiresAt
        self.notBefore = notBefore
        self.issuedAt = issuedAt
        self.id = id
        self.other = other
    }

    /// Accesses a claim that is not one of the seven registered ones.
    public subscript(_ name: String) -> JSON? {
        get { other[name] }
        set { other[name] = newValue }
    }

    /// Returns a required claim.
    ///
    /// ```swift
    /// let role = try claims.require("role", \.string)
    /// ```
    ///
    /// - Parameters:
    ///   - name: The name of the claim, not one of the seven registered ones.
    ///   - read: Converts the value. Returns `nil` if it has the wrong type.
    /// - Returns: The result of `read`.
    /// - Throws: `JWTError` with `missingClaim`, or with `invalidClaim` if `read` returns `nil`.
    public func require<Value>(_ name: String, _ read: (JSON) -> Value?) throws(JWTError) -> Value {
        guard let claim = other[name] else { throw JWTError(.missingClaim, "The token has no claim \(name).") }
        guard let value = read(claim) else {
            throw JWTError(.invalidClaim, "The claim \(name) of the token has the wrong type.")
        }
        return value
    }

    /// Decodes all claims, including the registered ones, as a `Decodable` type.
    ///
    /// - Parameter type: The type to decode. Its coding keys are the claim names, such as `sub`.
    /// - Returns: The decoded value.
    /// - Throws: `JWTError` with `invalidClaim` if decoding fails.
    public func decode<Value: Decodable>(_ type: Value.Type) throws(JWTError) -> Value {
        let json = try json()
        do {
            return try JSON.decode(type, from: try JSONDocument(parsing: json).root)
        } catch {
            throw JWTError(.invalidClaim, "The claims of the token could not be decoded as \(type).", underlying: error)
        }
    }

    /// The scopes in `scope`, a space-separated string
    /// ([RFC 8693, section 4.2](https://www.rfc-editor.org/rfc/rfc8693#section-4.2)).
    ///
    /// Empty if the claim is absent.
    public var scopes: [String] {
        // By bytes: a space followed by a combining mark is one `Character`.
        other["scope"]?.string?.utf8.split(separator: UInt8(ascii: " ")).map { String(Substring($0)) } ?? []
    }

    /// Whether the token has all of these scopes, compared by byte.
    public func hasScopes(_ needed: [String]) -> Bool {
        let granted = Set(scopes.map(UTF8Key.init))
        return needed.allSatisfy { granted.contains(UTF8Key($0)) }
    }
}
