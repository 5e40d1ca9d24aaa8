/// Storage for the state and the results of idempotent operations.
///
/// A key is free, in progress or completed. The store uses one clock for all processes that share it, and treats a record whose
/// time has elapsed as absent: a key in progress becomes free at the end of its lease, and a completed one when its result
/// expires.
///
/// ```swift
/// let idempotency = Idempotency("payments", store: MemoryIdempotencyStore())
/// ```
public protocol IdempotencyStore: Sendable {
    /// Claims a key if it is free, atomically: of several concurrent callers, exactly one receives the claim.
    ///
    /// - Parameters:
    ///   - key: The key, already hashed, at most 64 ASCII characters.
    ///   - fingerprint: The hash of the payload, at most 64 ASCII characters, to keep with the key.
    ///   - lease: The time after which the key is free again, unless the operation has completed or was released.
    /// - Returns: The claim, or the state of a key that is not free.
    /// - Throws: An error if the state is unavailable.
    func claim(_ key: String, fingerprint: String, lease: Duration) async throws -> IdempotencyState

    /// Stores the result of an operation, atomically, unless another process has claimed the key meanwhile.
    ///
    /// - Parameters:
    ///   - claim: The claim of the operation.
    ///   - result: The result, or `nil` if it cannot be stored.
    ///   - expiration: The time for which to keep it.
    /// - Returns: Whether the claim was still valid. If not, nothing is stored.
    /// - Throws: An error if the state is unavailable.
    func complete(_ claim: IdempotencyClaim, result: [UInt8]?, expiration: Duration) async throws -> Bool

    /// Frees the key of an operation that failed, unless another process has claimed it meanwhile.
    ///
    /// - Parameter claim: The claim of the operation.
    /// - Throws: An error if the state is unavailable.
    func release(_ claim: IdempotencyClaim) async throws
}
