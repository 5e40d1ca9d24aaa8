import SwiftletJSON

/// A program that takes part, and the event it is given.
struct Contestant: Sendable {
    let name: String
    let program: String
    var arguments: [String] = []
    var environment: [String: String] = [:]
    var event: [UInt8]
    /// How many polls it keeps open.
    var concurrency = 1
    /// The status of the answer, where it is looked at before anything is measured.
    var status: Int?

    /// Starts it against a runtime API of its own.
    func launch() throws(BenchError) -> RunningContestant {
        let server = try RuntimeServer()
        var environment = self.environment
        environment["AWS_LAMBDA_RUNTIME_API"] = server.address
        environment["AWS_LAMBDA_LOG_LEVEL"] = environment["AWS_LAMBDA_LOG_LEVEL"] ?? "ERROR"
        if concurrency > 1 { environment["AWS_LAMBDA_MAX_CONCURRENCY"] = "\(concurrency)" }
        let start = SystemClock.now
        let child = try Child(program, arguments, environment: environment)
        do {
            try server.awaitPolls(concurrency)
        } catch {
            throw BenchError("\(name): \(error)")
        }
        return RunningContestant(
            contestant: self,
            child: child,
            server: server,
            startTime: SystemClock.now - start,
            message: EventMessage(event)
        )
    }
}

/// A contestant that waits for events.
struct RunningContestant {
    let contestant: Contestant
    /// Before the server: it ends first, and does not complain that nobody listens.
    let child: Child
    let server: RuntimeServer
    /// From before the spawn to the poll for the first event, in nanoseconds.
    let startTime: Double
    var message: EventMessage

    var name: String { contestant.name }

    /// Sends one event and returns its answer, which has to have this status.
    mutating func ask(expecting status: Int) throws -> JSON {
        let answer = try server.ask(&message)
        let json = try JSON(parsing: answer)
        guard json["statusCode"]?.int == status else {
            throw BenchError("\(name) answers \(String(decoding: answer.prefix(300), as: UTF8.self))")
        }
        return json
    }

    /// Runs invocations one after the other.
    ///
    /// Returns the time of each, in nanoseconds.
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
