public import Swiftlet

/// One of two ways to authenticate: a request is accepted by either.
///
/// ```swift
/// let caller = Dependency(.perRequest, HTTPBearer().or(APIKey(.header(apiKeyName)))) { credential in
///     switch credential {
///     case .first(let token): try verify(token)
///     case .second(let key): try client(withKey: key)
///     }
/// }
/// ```
///
/// A request with both is accepted by the first. One with neither gets 401, with the challenge of each in
/// `WWW-Authenticate`. The document lists them as separate security requirements.
///
/// The credential that the request has is prepared and extracted by its own ``Credential``: one that verifies it there
/// rejects the request, whatever the other would do.
public struct EitherCredential<First: Credential, Second: Credential>: Credential {
    /// The credential that the request has.
    public enum Value: Sendable {
        /// By the first way.
        case first(First.Value)
        /// By the second way.
        case second(Second.Value)
    }

    private let first: First
    private let second: Second

    init(_ first: First, _ second: Second) {
        self.first = first
        self.second = second
    }

    /// The credential of the first way that the request has.
    public func credential(in request: Request) -> Value? {
        if let credential = first.credential(in: request) { return .first(credential) }
        return second.credential(in: request).map(Value.second)
    }

    /// Prepares the credential that the request has.
    ///
    /// - Throws: what its way to authenticate throws; ``HTTPError``, 401 with the ``challenges``, if there is none.
    public func prepare(_ scope: RequestScope) async throws {
        if first.credential(in: scope.request) != nil {
            try await first.prepare(scope)
        } else if second.credential(in: scope.request) != nil {
            try await second.prepare(scope)
        } else {
            throw HTTPError.unauthenticated(challenge)
        }
    }

    /// The credential that the request has, extracted by its way to authenticate.
    public func extract(from scope: RequestScope, validation: inout Validation) -> Value? {
        if first.credential(in: scope.request) != nil {
            return first.extract(from: scope, validation: &validation).map(Value.first)
        }
        return second.extract(from: scope, validation: &validation).map(Value.second)
    }

    /// Adds the ways to authenticate, and what else both document.
    public func describe(_ operation: inout OperationDescription) {
        operation.describe(first)
        operation.describe(second)
        operation.add(failures: [.unauthenticated])
        operation.require(anyOf: alternatives)
    }

    /// The dependencies of both.
    public var dependencies: [any AnyDependency] { first.dependencies + second.dependencies }

    /// The ``challenges`` in one field.
    public var challenge: String { challenges.joined(separator: ", ") }

    /// The challenges of both, each once (RFC 9110, section 11.6.1).
    public var challenges: [String] {
        let known = first.challenges
        return known + second.challenges.filter { new in !known.contains { $0.utf8.elementsEqual(new.utf8) } }
    }

    /// The first way; ``alternatives`` has all.
    public var scheme: SecurityScheme { first.scheme }

    /// All ways, in order.
    public var alternatives: [SecurityScheme] { first.alternatives + second.alternatives }
}

extension Credential {
    /// Another way to authenticate instead: a request is accepted by either.
    ///
    /// - Parameter other: the other way, which is tried where the request does not have this credential.
    /// - Returns: the input.
    public func or<Other: Credential>(_ other: Other) -> EitherCredential<Self, Other> {
        EitherCredential(self, other)
    }
}
