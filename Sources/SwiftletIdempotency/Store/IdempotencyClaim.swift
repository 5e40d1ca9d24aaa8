/// The exclusive right to run the operation with a key, until the end of its lease.
public struct IdempotencyClaim: Sendable, Hashable {
    /// The key, already hashed.
    public let key: String
    /// The fencing token: a value that no other claim has.
    ///
    /// A store changes the record of a key only for the claim whose token is in it, so that a process that returns after its
    /// lease cannot overwrite the result of the one that has taken over.
    public let token: String

    /// Creates a claim, for custom stores.
    ///
    /// - Parameters:
    ///   - key: The key, already hashed.
    ///   - token: The fencing token.
    public init(key: String, token: String) {
        self.key = key
        self.token = token
    }
}
