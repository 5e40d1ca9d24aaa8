import SwiftletJSON

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
