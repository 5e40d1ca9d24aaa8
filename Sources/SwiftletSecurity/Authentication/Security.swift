public import Swiftlet

/// A dependency that authenticates the caller, combined with required scopes, which are documented and enforced.
///
/// ```swift
/// let getCurrentUser = Endpoint(
///     .get,
///     "/me",
///     operationID: "get_current_user",
///     summary: "Get the current user",
///     Security(currentUser, scopes: [AccessScope.read])
/// ) { caller in
///     UserResponse(caller.user)
/// }
/// ```
///
/// The dependency authenticates first: an error that it throws, such as a 401, becomes the response. A caller without one of
/// the scopes gets a 403 response with `WWW-Authenticate: Bearer error="insufficient_scope"` (RFC 6750, section 3.1), before
/// any other input is validated. Scopes are compared by byte.
public struct Security<Identity: ScopedIdentity>: EndpointInput {
    private let identity: Inject<Identity>
    private let scopes: [String]

    /// Creates the input.
    ///
    /// - Parameters:
    ///   - dependency: The dependency that authenticates the caller.
    ///   - scopes: The required scopes, all of which the caller must have.
    public init(_ dependency: @autoclosure @escaping @Sendable () -> Dependency<Identity>, scopes: [String]) {
        self.identity = Inject(dependency())
        self.scopes = scopes
    }

    /// Authenticates the caller and checks the scopes.
    ///
    /// - Throws: The error of the dependency; ``HTTPError``, 403, if a scope is missing.
    public func prepare(_ scope: RequestScope) async throws {
        try await identity.prepare(scope)
        var validation = Validation()
        // A dependency with an invalid input has no value: the errors of that input are the response.
        guard let granted = identity.extract(from: scope, validation: &validation)?.scopes else { return }
        let isGranted = { (needed: String) in granted.contains { $0.utf8.elementsEqual(needed.utf8) } }
        guard scopes.allSatisfy(isGranted) else { throw HTTPError.insufficientScope(scopes) }
    }

    /// Returns the identity.
    public func extract(from scope: RequestScope, validation: inout Validation) -> Identity? {
        identity.extract(from: scope, validation: &validation)
    }

    /// Adds the security schemes of the dependency with the scopes, and the 403 response.
    public func describe(_ operation: inout OperationDescription) {
        let known = operation.security.count
        let knownAlternatives = operation.securityAlternatives.count
        identity.describe(&operation)
        for index in operation.security.indices.dropFirst(known) {
            operation.security[index].scopes += scopes
        }
        for group in operation.securityAlternatives.indices.dropFirst(knownAlternatives) {
            for index in operation.securityAlternatives[group].indices {
                operation.securityAlternatives[group][index].scopes += scopes
            }
        }
        let failure = Failure(.forbidden, "Not enough permissions")
        if !operation.failures.contains(failure) { operation.failures.append(failure) }
    }

    /// The dependency that authenticates the caller.
    public var dependencies: [AnyDependency] { identity.dependencies }

    /// Whether the dependency is resolved for each request.
    public var readsRequest: Bool { identity.readsRequest }
}
