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

/// A measured program that waits for events.
struct RunningProgram {
    let program: BenchmarkProgram
    /// Before the server: it must end first, otherwise it reports the lost connection.
    let child: Child
    let server: RuntimeServer
    /// The time from the spawn to the first poll, in nanoseconds.
    let startTime: Double
    var message: EventMessage

    var name: String { program.name }

    /// Sends one event and returns its response, which must have this status.
    mutating func request(expecting status: Int) throws -> JSON {
        let response = try server.request(&message)
        let json = try JSON(parsing: response)
        guard json["statusCode"]?.int == status else {
            throw BenchError("\(name) responds with \(String(decoding: response.prefix(300), as: UTF8.self))")
        }
        return json
    }

    /// Runs invocations sequentially.
    ///
    /// - Returns: The time of each, in nanoseconds.
    mutating func invoke(_ count: Int) throws(BenchError) -> [Double] {
        var times: [Double] = []
        times.reserveCapacity(count)
        do {
            for _ in 0..<count { times.append(try server.invoke(&message)) }
        } catch {
            throw BenchError("\(name): \(error)")
        }
        return times
    }
}
