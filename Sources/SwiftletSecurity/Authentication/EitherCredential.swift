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

    /// The challenges of both, each once (RFC 9110, section 11.6.1).
    public var challenge: String {
        let (one, other) = (first.challenge, second.challenge)
        return one.utf8.elementsEqual(other.utf8) ? one : "\(one), \(other)"
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
