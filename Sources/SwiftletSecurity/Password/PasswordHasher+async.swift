extension PasswordHasher {
    /// Hashes a password with a new random salt, on the thread of the queue.
    ///
    /// - Parameter password: The password.
    /// - Returns: The hash to store.
    /// - Throws: `PasswordError`, like `hashBlocking(_:)`; `PasswordQueueFull`, which is a 503 response; `CancellationError` if
    ///   the task is cancelled before the work begins; the errors of `WorkerThread.run(_:)`.
    public func hash(_ password: String) async throws -> PasswordHash {
        try await queue.run { try hashBlocking(password) }
    }

    /// Checks a password against the stored hash of a user, on the thread of the queue.
    ///
    /// ```swift
    /// let check = try await hasher.check(password, against: stored)
    /// if let error = check.error { context.logger.error("Invalid password hash: \(error)") }
    /// guard check.isCorrect else { throw HTTPError(.unauthorized, "Incorrect email or password") }
    /// ```
    ///
    /// - Parameters:
    ///   - password: The password to check.
    ///   - stored: The stored hash, in the format of the hasher or one of its ``schemes``, or `nil` for a user that does not
    ///     exist.
    /// - Returns: The result. Every failed check takes the same time, whether the user exists or not and whatever the stored
    ///   hash, so that response times do not reveal who has an account.
    /// - Throws: `PasswordError` with `cryptographyFailed`; `PasswordQueueFull`, which is a 503 response; `CancellationError`
    ///   if the task is cancelled before the work begins; the errors of `WorkerThread.run(_:)`.
    public func check(_ password: String, against stored: String?) async throws -> PasswordCheck {
        try await queue.run { try checkBlocking(password, against: stored) }
    }

    /// Checks a password against a parsed hash, on the thread of the queue.
    ///
    /// For hashes from a database, use ``check(_:against:)``, which treats an unusable hash as a wrong password.
    ///
    /// - Parameters:
    ///   - password: The password to check.
    ///   - hash: The stored hash, or `nil` for a user that does not exist, which takes the time of a wrong password.
    /// - Returns: Whether the password is correct.
    /// - Throws: `PasswordError`, like `verifyBlocking(_:against:)`, and the errors of ``check(_:against:)``.
    public func verify(_ password: String, against hash: PasswordHash?) async throws -> Bool {
        try await queue.run { try verifyBlocking(password, against: hash) }
    }
}
