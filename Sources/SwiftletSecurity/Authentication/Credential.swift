public import Swiftlet

/// An endpoint input that authenticates the request: it reads a credential, responds with 401 if there is none, and adds
/// itself to the OpenAPI document.
///
/// A conforming type that also verifies the credential does so in ``prepare(_:)``, which ``or(_:)`` and ``optional()`` call
/// only if ``credential(in:)`` returns a value.
public protocol Credential: EndpointInput {
    /// Returns the credential in a request, or `nil` if it is absent or malformed.
    func credential(in request: Request) -> Value?

    /// The `WWW-Authenticate` challenge of the 401 response (RFC 9110, section 11.6.1).
    var challenge: String { get }

    /// The challenges of all alternatives: only ``challenge``, except for a credential made by ``or(_:)``.
    var challenges: [String] { get }

    /// The OpenAPI security scheme.
    var scheme: SecurityScheme { get }

    /// The alternative security schemes: only ``scheme``, except for a credential made by ``or(_:)``.
    var alternatives: [SecurityScheme] { get }
}

extension Credential {
    /// `true`.
    public var isCredential: Bool { true }

    /// Checks that the request has the credential, before any other input is validated.
    ///
    /// - Throws: ``HTTPError``, 401 `Not authenticated`, if there is none.
    public func prepare(_ scope: RequestScope) async throws {
        guard credential(in: scope.request) != nil else {
            AuthorizationHeader.logFault(of: scope, expecting: challenges)
            throw HTTPError.unauthenticated(challenge)
        }
    }

    /// Returns the credential.
    public func extract(from scope: RequestScope, validation: inout Validation) -> Value? {
        credential(in: scope.request)
    }

    /// Adds the security schemes and the 401 response.
    public func describe(_ operation: inout OperationDescription) {
        operation.require(anyOf: alternatives)
        operation.add(failures: [.unauthenticated])
    }

    /// Only ``challenge``.
    public var challenges: [String] { [challenge] }

    /// Only ``scheme``.
    public var alternatives: [SecurityScheme] { [scheme] }

    /// Returns an optional variant of this credential: its value is `nil` if the credential is absent.
    public func optional() -> OptionalCredential<Self> {
        OptionalCredential(self)
    }
}
