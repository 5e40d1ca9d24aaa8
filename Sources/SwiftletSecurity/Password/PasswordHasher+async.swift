import SwiftletIO

extension PasswordHasher {
    /// Hashes a password on the hasher's thread, under a new random salt.
    ///
    /// - Parameter password: What the user chose.
    /// - Returns: The hash to store.
    /// - Throws: `PasswordError`, like `hashBlocking(_:)`; `CancellationError` when the task is cancelled before the work
    ///   begins; what `WorkerThread.run(_:)` throws.
    public func hash(_ password: String) async throws -> PasswordHash {
        try await worker.run { try hashBlocking(password) }
    }

    /// Checks a password on the hasher's thread.
    ///
    /// - Parameters:
    ///   - password: What the user typed.
    ///   - hash: What is stored for the user. Nil for a user that does not exist: then as much time is spent as for one
    ///     whose hash has the current parameters, so that an answer does not tell who has an account.
    /// - Returns: Whether the password is the one that was hashed.
    /// - Throws: `PasswordError`, like `verifyBlocking(_:against:)`; `CancellationError` when the task is cancelled before
    ///   the work begins; what `WorkerThread.run(_:)` throws.
    public func verify(_ password: String, against hash: PasswordHash?) async throws -> Bool {
        try await worker.run { try verifyBlocking(password, against: hash) }
    }

    /// Spends on the hasher's thread the time that checking a hash of the current parameters takes.
    ///
    /// The same as `verify(_:against:)` with no hash.
    ///
    /// - Parameter password: What the user typed.
    /// - Throws: Like `verify(_:against:)`.
    public func verifyDummy(_ password: String) async throws {
        _ = try await verify(password, against: nil)
    }
}
