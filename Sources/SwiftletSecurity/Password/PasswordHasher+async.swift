extension PasswordHasher {
    /// Hashes a password on the hasher's thread, under a new random salt.
    ///
    /// - Parameter password: What the user chose.
    /// - Returns: The hash to store.
    /// - Throws: `PasswordError`, like `hashBlocking(_:)`; `PasswordQueueFull`, which is a response of 503;
    ///   `CancellationError` when the task is cancelled before the work begins; what `WorkerThread.run(_:)` throws.
    public func hash(_ password: String) async throws -> PasswordHash {
        try await queue.run { try hashBlocking(password) }
    }

    /// Checks a password on the hasher's thread against what is stored for a user.
    ///
    /// ```swift
    /// let check = try await hasher.check(password, against: user?.passwordHash)
    /// if let error = check.error { context.logger.error("The password hash of a user cannot be used: \(error)") }
    /// guard check.isCorrect else { throw HTTPError(.unauthorized, "Incorrect email or password") }
    /// ```
    ///
    /// - Parameters:
    ///   - password: What the user typed.
    ///   - stored: What is stored for the user, of the hasher's own scheme or of one that it was told to verify. Nil for a
    ///     user that does not exist.
    /// - Returns: Whether the password is correct. Every failed check does the same work, whether the user exists or not
    ///   and whatever is stored, so that the time of a response does not show who has an account.
    /// - Throws: `PasswordError` with `cryptographyFailed`; `PasswordQueueFull`, which is a response of 503;
    ///   `CancellationError` when the task is cancelled before the work begins; what `WorkerThread.run(_:)` throws.
    public func check(_ password: String, against stored: String?) async throws -> PasswordCheck {
        try await queue.run { try checkBlocking(password, against: stored) }
    }

    /// Checks a password on the hasher's thread against a hash that has been parsed.
    ///
    /// For what a database holds, use ``check(_:against:)``: it treats a stored text that cannot be used as a wrong password.
    ///
    /// - Parameters:
    ///   - password: What the user typed.
    ///   - hash: What is stored for the user. Nil for a user that does not exist.
    /// - Returns: Whether the password is the one that was hashed.
    /// - Throws: `PasswordError`, like `verifyBlocking(_:against:)`, and like ``check(_:against:)``.
    public func verify(_ password: String, against hash: PasswordHash?) async throws -> Bool {
        try await queue.run { try verifyBlocking(password, against: hash) }
    }

    /// Spends on the hasher's thread the time that a failed check takes.
    ///
    /// The same as `verify(_:against:)` with no hash.
    ///
    /// - Parameter password: What the user typed.
    /// - Throws: Like `verify(_:against:)`.
    public func verifyDummy(_ password: String) async throws {
        _ = try await verify(password, against: nil)
    }
}
