public import Swiftlet

extension HTTPError {
    /// Returns a 401 error for a request with a missing or invalid credential.
    ///
    /// - Parameters:
    ///   - challenge: The `WWW-Authenticate` challenge, such as `Bearer`.
    ///   - detail: The message for the client. It should not reveal why a credential was rejected.
    /// - Returns: The error to throw.
    public static func unauthenticated(_ challenge: String, _ detail: String = "Not authenticated") -> HTTPError {
        HTTPError(.unauthorized, detail, headers: [.wwwAuthenticate: challenge])
    }

    /// Returns a 403 error for a valid credential that lacks a scope (RFC 6750, section 3.1).
    ///
    /// - Parameter scopes: The required scopes.
    /// - Returns: The error to throw.
    public static func insufficientScope(_ scopes: [String]) -> HTTPError {
        let needed = scopes.joined(separator: " ")
        return HTTPError(
            .forbidden,
            "Not enough permissions",
            headers: [.wwwAuthenticate: "Bearer error=\"insufficient_scope\", scope=\"\(needed)\""]
        )
    }
}
