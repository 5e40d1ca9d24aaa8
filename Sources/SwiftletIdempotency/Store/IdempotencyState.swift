/// The state of a key when an operation starts.
public enum IdempotencyState: Sendable, Hashable {
    /// The key was free, and is now claimed by the caller.
    case claimed(IdempotencyClaim)
    /// Another operation with the key is in progress, with the payload of the fingerprint.
    case inProgress(fingerprint: String)
    /// An operation with the key has completed, with the payload of the fingerprint. The result is `nil` if it was not stored.
    case completed(fingerprint: String, result: [UInt8]?)
}
