/// A custom type for the claims of a token.
///
/// ```swift
/// struct Session: JWTPayload {
///     var userID: Int
///     var claims: JWTClaims { JWTClaims(subject: String(userID)) }
///
///     init(claims: JWTClaims) throws(JWTError) {
///         guard let id = claims.subject.flatMap({ Int($0) }) else {
///             throw JWTError(.invalidClaim, "sub is not an ID.")
///         }
///         userID = id
///     }
/// }
/// ```
public protocol JWTPayload: Sendable {
    /// Creates a value from verified claims.
    ///
    /// - Throws: `JWTError`, for example with `missingClaim`.
    init(claims: JWTClaims) throws(JWTError)

    /// The claims to sign.
    var claims: JWTClaims { get }
}
