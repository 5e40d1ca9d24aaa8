/// An authenticated caller with the granted OAuth 2.0 scopes.
public protocol ScopedIdentity: Sendable {
    /// The granted scopes.
    var scopes: [String] { get }
}

extension JWTClaims: ScopedIdentity {}
