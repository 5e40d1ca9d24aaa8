public import Swiftlet

/// An error of an idempotent operation, which did not run.
///
/// Thrown from an endpoint, it is a 409, a 422 or a 503. Thrown from an event handler, it fails the invocation or the record of
/// a batch, so that the source delivers the event again.
public struct IdempotencyError: HTTPErrorConvertible, Hashable, CustomStringConvertible {
    /// The kind of an error.
    public struct Code: Hashable, Sendable {
        fileprivate enum Kind {
            case inProgress, payloadMismatch, resultUnavailable, emptyKey, storeFull
        }

        fileprivate let kind: Kind

        /// An operation with the same key is in progress.
        public static let inProgress = Code(kind: .inProgress)
        /// The key was used with another payload.
        public static let payloadMismatch = Code(kind: .payloadMismatch)
        /// An operation with the same key has completed, but its result was not stored: it was streamed or too large.
        public static let resultUnavailable = Code(kind: .resultUnavailable)
        /// The key is empty.
        public static let emptyKey = Code(kind: .emptyKey)
        /// The store has reached its capacity.
        public static let storeFull = Code(kind: .storeFull)
    }

    /// The kind of the error.
    public let code: Code

    /// Creates an error.
    ///
    /// - Parameter code: The kind of the error.
    public init(_ code: Code) {
        self.code = code
    }

    /// The message, which does not contain the key.
    public var description: String {
        switch code.kind {
        case .inProgress: "An operation with the same idempotency key is in progress."
        case .payloadMismatch: "The idempotency key was already used with another payload."
        case .resultUnavailable:
            "The operation with the same idempotency key has already completed, but its result was not stored."
        case .emptyKey: "The idempotency key is empty."
        case .storeFull: "The idempotency store has reached its capacity."
        }
    }

    /// The response of an endpoint: 409 while in progress, 422 for another payload, 409 for a result that was not stored.
    public var httpError: HTTPError {
        switch code.kind {
        case .inProgress, .resultUnavailable: HTTPError(.conflict, description)
        case .payloadMismatch: HTTPError(.unprocessableContent, description)
        case .emptyKey: HTTPError(.badRequest, description)
        case .storeFull: HTTPError(.serviceUnavailable, "The service is not available. Try again later.")
        }
    }
}
