/// A suspended task, to be resumed once by whoever takes the waiter out of the table it stands in.
///
/// Every table that holds waiters is guarded by a lock and gives each one out once: that is what makes the unchecked
/// continuation safe, and it saves the allocation of a checked one on every wait.
@safe struct Waiter<Value: Sendable>: Sendable {
    private let continuation: UnsafeContinuation<Value, any Error>

    fileprivate init(_ continuation: UnsafeContinuation<Value, any Error>) {
        unsafe self.continuation = unsafe continuation
    }

    func resume(returning value: Value) {
        unsafe continuation.resume(returning: value)
    }

    func resume(throwing error: any Error) {
        unsafe continuation.resume(throwing: error)
    }

    func resume(with result: Result<Value, any Error>) {
        unsafe continuation.resume(with: result)
    }

    /// Suspends the current task until its waiter is resumed.
    ///
    /// `register` runs at once, and puts the waiter into a table or resumes it. To be correct against a cancellation
    /// that comes at the same time, it has to look at `Task.isCancelled` and enter the table under one lock, and
    /// `onCancel` has to take the waiter out under the same lock.
    @inline(__always)
    static func suspend(
        _ register: (Waiter) -> Void,
        onCancel: @Sendable () -> Void
    ) async throws -> Value {
        try await withTaskCancellationHandler {
            try await unsafe withUnsafeThrowingContinuation { continuation in
                register(unsafe Waiter(continuation))
            }
        } onCancel: {
            onCancel()
        }
    }
}
