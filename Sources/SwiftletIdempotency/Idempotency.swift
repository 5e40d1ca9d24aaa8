import Swiftlet

/// Runs operations at most once per key, and returns the stored result to later callers.
///
/// ```swift
/// let idempotency = Idempotency("payments", store: MemoryIdempotencyStore())
/// ```
///
/// List ``Idempotent`` in the `requires:` of endpoints, and call ``run(_:payload:context:body:)`` in event handlers. An
/// operation holds a lock on its key until it ends. If its process crashes, the key is free again at the deadline of the
/// invocation. Lambda terminates the function at that time; a container only cancels the request, so an operation that ignores
/// the cancellation can run again before it ends. An operation that throws an error releases its key, so that the client can
/// retry.
public struct Idempotency: Sendable {
    /// The name, which separates the keys from those of other operations in the same store.
    public let name: String
    /// The time for which results are kept.
    public let expiration: Duration
    /// The time after which the key of a crashed operation is free, in an invocation without a deadline.
    public let defaultLease: Duration
    /// The maximum size of a stored result, in bytes.
    public let maximumResultSize: Int
    private let store: any IdempotencyStore

    /// Creates the configuration of idempotent operations.
    ///
    /// - Parameters:
    ///   - name: The name, which separates the keys from those of other operations in the same store.
    ///   - store: The storage of the results.
    ///   - expiration: The time for which results are kept, and keys cannot be used with another payload. A day by default.
    ///   - defaultLease: The time after which the key of a crashed operation is free, if the invocation has no deadline. A
    ///     minute by default. An operation that takes longer can run again before it ends.
    ///   - maximumResultSize: The maximum size of a stored result, in bytes; 256 KiB by default.
    public init(
        _ name: String,
        store: any IdempotencyStore,
        expiration: Duration = .seconds(86_400),
        defaultLease: Duration = .seconds(60),
        maximumResultSize: Int = 256 << 10
    ) {
        self.name = name
        self.store = store
        self.expiration = max(.seconds(1), expiration)
        self.defaultLease = max(.milliseconds(1), defaultLease)
        self.maximumResultSize = maximumResultSize
    }

    /// The state of a key in an operation that may run.
    enum Start: Sendable {
        /// The caller must run the operation.
        case run(IdempotencyClaim)
        /// The operation has completed with this result.
        case completed([UInt8])
    }

    /// Claims a key.
    ///
    /// - Parameters:
    ///   - scope: The parts of the key that distinguish it from the same key of another caller or operation, and the key.
    ///   - fingerprint: The digest of the payload.
    ///   - context: The context of the invocation, whose deadline is the end of the lease.
    /// - Returns: The claim, or the stored result.
    /// - Throws: ``IdempotencyError`` for a key that is in progress, has another payload, or whose result was not stored, or
    ///   the error of the store.
    func start(_ scope: [String], fingerprint: String, context: Context) async throws -> Start {
        var key = Digest()
        key.add(name)
        for part in scope { key.add(part) }
        // An elapsed deadline has cancelled the invocation, or is about to.
        let lease = max(.milliseconds(1), context.remainingTime ?? defaultLease)
        switch try await store.claim(try key.finish(), fingerprint: fingerprint, lease: lease) {
        case .claimed(let claim):
            return .run(claim)
        case .inProgress(let known):
            throw IdempotencyError(known == fingerprint ? .inProgress : .payloadMismatch)
        case .completed(let known, let result):
            guard known == fingerprint else { throw IdempotencyError(.payloadMismatch) }
            guard let result else { throw IdempotencyError(.resultUnavailable) }
            return .completed(result)
        }
    }

    /// Stores the result of an operation that has run.
    ///
    /// An error is logged and not thrown, because the operation has taken effect. The key is then free at the end of its lease.
    func complete(_ claim: IdempotencyClaim, with result: [UInt8]?, context: Context) async {
        var result = result
        if let size = result?.count, size > maximumResultSize {
            context.logger.warning(
                "The result of an idempotent operation of \(name) has \(size) bytes and is not stored"
            )
            result = nil
        }
        do {
            let isStored = try await Context.$current.withValue(Self.extended(context)) {
                try await store.complete(claim, result: result, expiration: expiration)
            }
            guard isStored else {
                context.logger.error(
                    "An idempotent operation of \(name) ended after its lease; its result is not stored"
                )
                return
            }
        } catch {
            context.logger.error("Could not store the result of an idempotent operation of \(name): \(error)")
        }
    }

    /// Frees the key of an operation that failed.
    ///
    /// An error is logged. The key is then free at the end of its lease.
    func release(_ claim: IdempotencyClaim, context: Context) async {
        do {
            try await Context.$current.withValue(Self.extended(context)) { try await store.release(claim) }
        } catch {
            context.logger.error("Could not release the key of an idempotent operation of \(name): \(error)")
        }
    }

    /// Returns the context with at least a second left, so that an operation that ends at its deadline is recorded.
    private static func extended(_ context: Context) -> Context {
        var context = context
        context.deadline = context.deadline.map { max($0, .now + .seconds(1)) }
        return context
    }
}
