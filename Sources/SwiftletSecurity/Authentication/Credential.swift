public import Swiftlet

/// A way to authenticate that is an input: it reads a credential from the request, responds with 401 if there is none, and
/// documents itself.
///
/// One that also verifies the credential does so in ``prepare(_:)``, which ``or(_:)`` and ``optional()`` call only if
/// ``credential(in:)`` returns one.
public protocol Credential: EndpointInput {
    /// The credential in a request, or `nil` if there is none, or none of the right form.
    func credential(in request: Request) -> Value?

    /// What `WWW-Authenticate` asks for where there is none (RFC 9110, section 11.6.1).
    var challenge: String { get }

    /// The challenges of all ways to authenticate: ``challenge`` alone, but for one made by ``or(_:)``.
    var challenges: [String] { get }

    /// How OpenAPI describes it.
    var scheme: SecurityScheme { get }

    /// The ways to authenticate any one of which suffices: ``scheme`` alone, but for one made by ``or(_:)``.
    var alternatives: [SecurityScheme] { get }
}

extension Credential {
    /// `true`.
    public var isCredential: Bool { true }

    /// Looks for the credential before any other input is checked.
    ///
    /// - Throws: ``HTTPError``, 401 `Not authenticated`, if there is none.
    public func prepare(_ scope: RequestScope) async throws {
        guard credential(in: scope.request) != nil else { throw HTTPError.unauthenticated(challenge) }
    }

    /// The credential.
    public func extract(from scope: RequestScope, validation: inout Validation) -> Value? {
        credential(in: scope.request)
    }

    /// Adds the way to authenticate.
    public func describe(_ operation: inout OperationDescription) {
        operation.require(anyOf: alternatives)
        operation.add(failures: [.unauthenticated])
    }

    /// ``challenge`` alone.
    public var challenges: [String] { [challenge] }

    /// ``scheme`` alone.
    public var alternatives: [SecurityScheme] { [scheme] }

    /// The same credential, but one that may be absent: `nil` instead of a 401.
    public func optional() -> OptionalCredential<Self> {
        OptionalCredential(self)
    }
}

extension HTTPError {
    /// 401: the request has no credential, or one that is not good.
    ///
    /// - Parameters:
    ///   - challenge: what `WWW-Authenticate` asks for, such as `Bearer`.
    ///   - detail: what is wrong, without saying why a credential was refused.
    /// - Returns: the error to throw.
    public static func unauthenticated(_ challenge: String, _ detail: String = "Not authenticated") -> HTTPError {
        HTTPError(.unauthorized, detail, headers: [.wwwAuthenticate: challenge])
    }

    /// 403: the credential is good, but not for this (RFC 6750, section 3.1).
    ///
    /// - Parameter scopes: the scopes that are needed.
    /// - Returns: the error to throw.
    public static func insufficientScope(_ scopes: [String]) -> HTTPError {
        let needed = scopes.joined(separator: " ")
        return HTTPError(
            .forbidden,
            "Not enough permissions",
            headers: [.wwwAuthenticate: "Bearer error=\"insufficient_scope\", scope=\"\(needed)\""]
        )
    }
}
