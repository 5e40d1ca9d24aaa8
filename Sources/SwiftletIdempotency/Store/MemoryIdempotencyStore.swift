import SwiftletSecurity
import Synchronization

/// An idempotency store in process memory.
///
/// The instances of a function share no memory, and lose it when they end. Use it for tests and for a single process.
///
/// ```swift
/// let idempotency = Idempotency("payments", store: MemoryIdempotencyStore())
/// ```
///
/// If a limit is reached, the results that were completed first are removed before they expire. If all keys are in progress,
/// further operations fail with ``IdempotencyError/Code/storeFull``.
public final class MemoryIdempotencyStore: IdempotencyStore {
    fileprivate struct Record {
        var fingerprint: String
        var token: String
        var end: ContinuousClock.Instant
        var isCompleted = false
        var result: [UInt8]?

        var size: Int { result?.count ?? 0 }
    }

    fileprivate struct State {
        var records: [String: Record] = [:]
        /// The claims that have completed, oldest first, from `head` on.
        var completed: [IdempotencyClaim] = []
        var head = 0
        /// The size of all results, in bytes.
        var size = 0
    }

    /// The maximum number of results that one call removes because they have expired.
    private static let cleanupBatch = 2

    private let capacity: Int
    private let maximumBytes: Int
    private let now: @Sendable () -> ContinuousClock.Instant
    private let state = Mutex(State())

    /// Creates a store.
    ///
    /// - Parameters:
    ///   - capacity: The maximum number of keys, at least 1.
    ///   - maximumBytes: The maximum size of all results, in bytes.
    public convenience init(capacity: Int = 10_000, maximumBytes: Int = 16 << 20) {
        self.init(capacity: capacity, maximumBytes: maximumBytes) { .now }
    }

    package init(capacity: Int, maximumBytes: Int, now: @escaping @Sendable () -> ContinuousClock.Instant) {
        self.capacity = max(1, capacity)
        self.maximumBytes = max(0, maximumBytes)
        self.now = now
    }

    /// The number of keys, and the size of all results in bytes.
    package var usage: (count: Int, bytes: Int) { state.withLock { ($0.records.count, $0.size) } }

    /// The length of the list of claims that have completed.
    package var completedCount: Int { state.withLock { $0.completed.count } }

    /// Claims a key under a lock.
    public func claim(_ key: String, fingerprint: String, lease: Duration) throws -> IdempotencyState {
        let claim = IdempotencyClaim(key: key, token: try SecureRandom.token(byteCount: 16))
        return try state.withLock { state in
            let now = now()
            if let record = state.records[key], record.end > now {
                guard record.isCompleted else { return .inProgress(fingerprint: record.fingerprint) }
                return .completed(fingerprint: record.fingerprint, result: record.result)
            }
            state.remove(key)
            state.removeExpired(at: now, limit: Self.cleanupBatch)
            if state.records.count >= capacity, !state.removeOldest() {
                // Operations that neither completed nor were released.
                state.records = state.records.filter { $0.value.end > now }
                guard state.records.count < capacity else { throw IdempotencyError(.storeFull) }
            }
            state.records[key] = Record(fingerprint: fingerprint, token: claim.token, end: now + lease)
            return .claimed(claim)
        }
    }

    /// Stores a result under a lock.
    public func complete(_ claim: IdempotencyClaim, result: [UInt8]?, expiration: Duration) -> Bool {
        state.withLock { state in
            guard var record = state.records[claim.key], record.token == claim.token, !record.isCompleted else {
                return false
            }
            record.isCompleted = true
            record.result = result.flatMap { $0.count <= maximumBytes ? $0 : nil }
            record.end = now() + expiration
            while state.size + record.size > maximumBytes, state.removeOldest() {}
            state.records[claim.key] = record
            state.size += record.size
            state.append(claim)
            return true
        }
    }

    /// Frees a key under a lock.
    public func release(_ claim: IdempotencyClaim) {
        state.withLock { state in
            guard let record = state.records[claim.key], record.token == claim.token, !record.isCompleted else {
                return
            }
            state.remove(claim.key)
        }
    }
}

extension MemoryIdempotencyStore.State {
    fileprivate mutating func remove(_ key: String) {
        if let record = records.removeValue(forKey: key) { size -= record.size }
    }

    /// Adds a claim that has completed.
    fileprivate mutating func append(_ claim: IdempotencyClaim) {
        completed.append(claim)
        // Results that expire early leave their claims behind; at most half of the list remains, so that the time is linear.
        guard completed.count > 2 * records.count + 128 else { return }
        completed = completed[head...].filter { records[$0.key]?.token == $0.token }
        head = 0
    }

    /// Removes expired results from the start of the list.
    fileprivate mutating func removeExpired(at now: ContinuousClock.Instant, limit: Int) {
        for _ in 0..<limit {
            guard head < completed.count else { break }
            let claim = completed[head]
            if let record = records[claim.key], record.token == claim.token {
                guard record.end <= now else { break }
                remove(claim.key)
            }
            advance()
        }
    }

    /// Removes the result that was completed first.
    ///
    /// - Returns: Whether there was one.
    fileprivate mutating func removeOldest() -> Bool {
        while head < completed.count {
            let claim = completed[head]
            advance()
            if records[claim.key]?.token == claim.token {
                remove(claim.key)
                return true
            }
        }
        return false
    }

    private mutating func advance() {
        head += 1
        // The removed part of the list is dropped when it is the larger one, so that each claim is moved at most once.
        if head > 64, head * 2 > completed.count {
            completed.removeSubrange(..<head)
            head = 0
        }
    }
}
