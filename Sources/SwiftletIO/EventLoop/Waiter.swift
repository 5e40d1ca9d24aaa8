/// A suspended task, resumed exactly once by the code that removes the waiter from its table.
///
/// Every table of waiters is guarded by a lock and returns each one once: this makes the unsafe continuation safe, and
/// avoids the allocation of a checked one for every wait.
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
    /// `register` runs synchronously, and adds the waiter to a table or resumes it. To avoid a race with cancellation, it
    /// must check `Task.isCancelled` and insert the waiter under one lock, and `onCancel` must remove the waiter under the
    /// same lock.
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
