public import Swiftlet

/// A way to authenticate that is an input: it takes a credential out of the request, answers 401 where there is none, and
/// documents itself.
public protocol Credential: EndpointInput {
    /// The credential in a request, or `nil` if there is none, or none of the right form.
    func credential(in request: Request) -> Value?

    /// What `WWW-Authenticate` asks for where there is none (RFC 9110, section 11.6.1).
    var challenge: String { get }

    /// How OpenAPI describes it.
    var scheme: SecurityScheme { get }

    /// The ways to authenticate any one of which suffices: ``scheme`` alone, but for one made by ``or(_:)``.
    var alternatives: [SecurityScheme] { get }
}

extension Credential {
    /// Looks for the credential before any other input is checked.
    ///
    /// - Throws: ``HTTPError``, 401 `Not authenticated`, if there is none.
    public func prepare(_ scope: RequestScope) async throws {
        guard credential(in: scope.request) != nil else { throw HTTPError.unauthenticated(challenge) }
    }

    /// The credential.
    public func extract(_ scope: RequestScope, _ validation: inout Validation) -> Value? {
        credential(in: scope.request)
    }

    /// Adds the way to authenticate.
    public func describe(_ operation: inout OperationDescription) {
        operation.require(anyOf: alternatives)
        let failure = Failure(.unauthorized, "Not authenticated")
        if !operation.failures.contains(failure) { operation.failures.append(failure) }
    }

    /// ``scheme`` alone.
    public var alternatives: [SecurityScheme] { [scheme] }

    /// The same credential, but one that may be absent: `nil` instead of an answer of 401.
    public func optional() -> OptionalCredential<Self> {
        OptionalCredential(self)
    }
}

/// A credential that may be absent.
public struct OptionalCredential<Wrapped: Credential>: EndpointInput {
    private let wrapped: Wrapped

    init(_ wrapped: Wrapped) {
        self.wrapped = wrapped
    }

    /// The credential, or `nil`.
    public func extract(_ scope: RequestScope, _ validation: inout Validation) -> Wrapped.Value?? {
        .some(wrapped.credential(in: scope.request))
    }

    /// Adds the way to authenticate.
    public func describe(_ operation: inout OperationDescription) {
        var alternatives = wrapped.alternatives
        for index in alternatives.indices {
            alternatives[index].isOptional = true
        }
        operation.require(anyOf: alternatives)
    }
}

extension OperationDescription {
    /// Adds ways to authenticate any one of which suffices.
    fileprivate mutating func require(anyOf schemes: [SecurityScheme]) {
        if schemes.count == 1 { security += schemes } else { securityAlternatives.append(schemes) }
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
