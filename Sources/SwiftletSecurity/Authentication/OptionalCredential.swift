public import Swiftlet

/// A credential that may be absent.
///
/// A credential that is present must be valid: errors of its ``Credential`` are thrown.
public struct OptionalCredential<Wrapped: Credential>: EndpointInput {
    private let wrapped: Wrapped

    init(_ wrapped: Wrapped) {
        self.wrapped = wrapped
    }

    /// `true`.
    public var isCredential: Bool { true }

    /// Prepares the credential if the request has it.
    ///
    /// - Throws: The error of the credential.
    public func prepare(_ scope: RequestScope) async throws {
        if wrapped.credential(in: scope.request) != nil { try await wrapped.prepare(scope) }
    }

    /// Returns the credential, or `nil` if it is absent.
    public func extract(from scope: RequestScope, validation: inout Validation) -> Wrapped.Value?? {
        guard wrapped.credential(in: scope.request) != nil else { return .some(nil) }
        return wrapped.extract(from: scope, validation: &validation).map(Optional.some)
    }

    /// Adds the security scheme as an optional one, and what else the credential documents.
    public func describe(_ operation: inout OperationDescription) {
        var alternatives = wrapped.alternatives
        for index in alternatives.indices {
            alternatives[index].isOptional = true
        }
        operation.describe(wrapped, except: [.unauthenticated])
        operation.require(anyOf: alternatives)
    }

    /// The dependencies of the credential.
    public var dependencies: [AnyDependency] { wrapped.dependencies }
}
