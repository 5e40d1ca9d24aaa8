public import Swiftlet

/// Two alternative credentials: a request needs only one of them.
///
/// ```swift
/// let reader = Dependency(.perRequest, HTTPBearer().or(APIKey(.query("key"))), name: "reader") { credential -> String in
///     switch credential {
///     case .first(let token): "token \(token.revealed)"
///     case .second(let key): "key \(key.revealed)"
///     }
/// }
/// ```
///
/// A request with both is authenticated by the first. One with neither gets a 401 response with the challenges of both in
/// `WWW-Authenticate`. The OpenAPI document lists them as separate security requirements.
///
/// The ``Credential`` that the request has is prepared and extracted: if it rejects the request, the other is not tried.
public struct EitherCredential<First: Credential, Second: Credential>: Credential {
    /// The credential in the request.
    public enum Value: Sendable {
        /// The first credential.
        case first(First.Value)
        /// The second credential.
        case second(Second.Value)
    }

    private let first: First
    private let second: Second

    init(_ first: First, _ second: Second) {
        self.first = first
        self.second = second
    }

    /// Returns the first credential if the request has it, else the second.
    public func credential(in request: Request) -> Value? {
        if let credential = first.credential(in: request) { return .first(credential) }
        return second.credential(in: request).map(Value.second)
    }

    /// Prepares the credential in the request.
    ///
    /// - Throws: The error of the credential; ``HTTPError``, 401 with the ``challenges``, if there is none.
    public func prepare(_ scope: RequestScope) async throws {
        if first.credential(in: scope.request) != nil {
            try await first.prepare(scope)
        } else if second.credential(in: scope.request) != nil {
            try await second.prepare(scope)
        } else {
            AuthorizationHeader.logFault(of: scope, expecting: challenges)
            throw HTTPError.unauthenticated(challenge)
        }
    }

    /// Returns the value that the credential extracts.
    public func extract(from scope: RequestScope, validation: inout Validation) -> Value? {
        if first.credential(in: scope.request) != nil {
            return first.extract(from: scope, validation: &validation).map(Value.first)
        }
        return second.extract(from: scope, validation: &validation).map(Value.second)
    }

    /// Adds both security schemes as alternatives, and what else the credentials document.
    public func describe(_ operation: inout OperationDescription) {
        operation.describe(first)
        operation.describe(second)
        operation.add(failures: [.unauthenticated])
        operation.require(anyOf: alternatives)
    }

    /// The dependencies of both credentials.
    public var dependencies: [AnyDependency] { first.dependencies + second.dependencies }

    /// The ``challenges`` joined into one header field value.
    public var challenge: String { challenges.joined(separator: ", ") }

    /// The challenges of both credentials, without duplicates (RFC 9110, section 11.6.1).
    public var challenges: [String] {
        let known = first.challenges
        return known + second.challenges.filter { new in !known.contains { $0.utf8.elementsEqual(new.utf8) } }
    }

    /// The first security scheme; ``alternatives`` has all.
    public var scheme: SecurityScheme { first.scheme }

    /// All security schemes, in order.
    public var alternatives: [SecurityScheme] { first.alternatives + second.alternatives }
}

extension Credential {
    /// Returns an input that accepts either this credential or another one.
    ///
    /// - Parameter other: The alternative, which is used if the request does not have this credential.
    /// - Returns: The combined input.
    public func or<Other: Credential>(_ other: Other) -> EitherCredential<Self, Other> {
        EitherCredential(self, other)
    }
}
