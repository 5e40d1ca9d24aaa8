import SwiftletJSON

/// A measured program, with the event that it receives.
struct BenchmarkProgram: Sendable {
    let name: String
    let path: String
    var arguments: [String] = []
    var environment: [String: String] = [:]
    var event: [UInt8]
    /// The number of its concurrent polls.
    var concurrency = 1
    /// The expected status of the response, checked before the measurement.
    var status: Int?

    /// Starts it with its own runtime API.
    func launch() throws(BenchError) -> RunningProgram {
        let server = try RuntimeServer()
        var environment = self.environment
        environment["AWS_LAMBDA_RUNTIME_API"] = server.address
        // As the platform does. Without it, the first argument would be the name of the handler.
        environment["_HANDLER"] = environment["_HANDLER"] ?? "app"
        environment["AWS_LAMBDA_LOG_LEVEL"] = environment["AWS_LAMBDA_LOG_LEVEL"] ?? "ERROR"
        if concurrency > 1 { environment["AWS_LAMBDA_MAX_CONCURRENCY"] = "\(concurrency)" }
        let start = SystemClock.now
        let child = try Child(path, arguments, environment: environment)
        do {
            try server.awaitPolls(concurrency)
        } catch {
            throw BenchError("\(name): \(error)")
        }
        return RunningProgram(
            program: self,
            child: child,
            server: server,
            startTime: SystemClock.now - start,
            message: EventMessage(event)
        )
    }
}
