import SwiftletIO

/// Runs to its end what must not stop half-way when the task is cancelled, such as a commit.
func shielded<Result: Sendable>(_ body: @escaping @Sendable () async throws -> Result) async throws -> Result {
    try await Task(executorPreference: EventLoop.preferred) { try await body() }.value
}
