public import SwiftletJSON

/// The claims of a token, of [RFC 7519, section 4](https://www.rfc-editor.org/rfc/rfc7519#section-4).
///
/// Times are whole seconds since 1970 UTC, without leap seconds. A time with a fraction is rounded up when it is read,
/// which changes no comparison with a clock of whole seconds. Claims nested deeper than 32 levels are refused.
public struct JWTClaims: Hashable, Sendable {
    /// `iss`: who made the token.
    public var issuer: String?
    /// `sub`: whom the token is about.
    public var subject: String?
    /// `aud`: whom the token is for.
    ///
    /// Empty when the token does not say. Written as a text when it is one.
    public var audience: [String]
    /// `exp`: the time from which the token is no longer valid.
    public var expiresAt: Int64?
    /// `nbf`: the time before which the token is not yet valid.
    public var notBefore: Int64?
    /// `iat`: the time at which the token was made.
    public var issuedAt: Int64?
    /// `jti`: the token's own name.
    public var id: String?
    /// All other claims, in order.
    ///
    /// The seven names above do not belong here.
    public var other: JSONObject

    /// Makes claims, all of which are optional.
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

    /// A claim that is not one of the registered seven.
    public subscript(_ name: String) -> JSON? {
        get { other[name] }
        set { other[name] = newValue }
    }

    /// Reads a claim that must be there.
    ///
    /// ```swift
    /// let role = try claims.require("role", \.string)
    /// ```
    ///
    /// - Parameters:
    ///   - name: The claim, not one of the registered seven.
    ///   - read: Gives the value, or nil when the claim has another type.
    /// - Returns: What `read` gives.
    /// - Throws: `JWTError` with `missingClaim`, or with `invalidClaim` when `read` gives nil.
    public func require<Value>(_ name: String, _ read: (JSON) -> Value?) throws(JWTError) -> Value {
        guard let claim = other[name] else { throw JWTError(.missingClaim, "The token has no claim \(name).") }
        guard let value = read(claim) else {
            throw JWTError(.invalidClaim, "The claim \(name) of the token is of the wrong type.")
        }
        return value
    }

    /// Reads all claims, the registered ones too, as a type that is `Decodable`.
    ///
    /// - Parameter type: The type to read. Its keys are the names of the claims, such as `sub`.
    /// - Returns: The value.
    /// - Throws: `JWTError` with `invalidClaim` when the claims are not what the type wants.
    public func decode<Value: Decodable>(_ type: Value.Type) throws(JWTError) -> Value {
        let json = try json()
        do {
            return try JSON.decode(type, from: try JSONDocument(parsing: json).root)
        } catch {
            throw JWTError(.invalidClaim, "The claims of the token are not those of a \(type).", underlying: error)
        }
    }

    /// The scopes in `scope`, of [RFC 8693, section 4.2](https://www.rfc-editor.org/rfc/rfc8693#section-4.2): a text
    /// with spaces between them.
    ///
    /// Empty when the token has none.
    public var scopes: [String] {
        // By bytes: a space followed by a combining mark is another character.
        other["scope"]?.string?.utf8.split(separator: UInt8(ascii: " ")).map { String(Substring($0)) } ?? []
    }

    /// Whether the token has all of these scopes, compared by their bytes.
    public func hasScopes(_ needed: [String]) -> Bool {
        let granted = Set(scopes.map(UTF8Key.init))
        return needed.allSatisfy { granted.contains(UTF8Key($0)) }
    }
}

/// Claims in a type of one's own.
///
/// ```swift
/// struct Session: JWTPayload {
///     var userID: Int
///     var claims: JWTClaims { JWTClaims(subject: String(userID)) }
///
///     init(claims: JWTClaims) throws(JWTError) {
///         guard let id = claims.subject.flatMap(Int.init) else { throw JWTError(.invalidClaim, "sub is not an id.") }
///         userID = id
///     }
/// }
/// ```
public protocol JWTPayload: Sendable {
    /// Reads verified claims.
    ///
    /// - Throws: `JWTError`, for example with `missingClaim`.
    init(claims: JWTClaims) throws(JWTError)

    /// The claims to sign.
    var claims: JWTClaims { get }
}
