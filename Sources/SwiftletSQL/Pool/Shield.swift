import SwiftletIO

/// Runs the body to completion even if the task is cancelled, for operations such as a commit.
func shielded<Result: Sendable>(_ body: @escaping @Sendable () async throws -> Result) async throws -> Result {
    try await Task(executorPreference: EventLoop.preferred) { try await body() }.value
}
