import Glibc

/// The runtime API for one program, on the calling thread and plain sockets: its cost is part of every measurement.
///
/// It sends an event to a waiting poll and receives the response. A program without an event stays in its poll, as on the
/// platform.
final class RuntimeServer {
    private let listener: Socket
    private let port: UInt16
    private var connections: [RuntimeConnection] = []
    private var pollSet: [pollfd]
    /// The indices of the connections with a waiting poll.
    private var waiting: [Int] = []

    /// Listens on a free port.
    init() throws(BenchError) {
        (listener, port) = try Socket.listen()
        pollSet = [pollfd(fd: listener.descriptor, events: Int16(POLLIN), revents: 0)]
    }

    /// The value of `AWS_LAMBDA_RUNTIME_API`.
    var address: String { "127.0.0.1:\(port)" }

    /// Waits for `count` polls.
    func awaitPolls(_ count: Int = 1, milliseconds: Int32 = 15_000) throws(BenchError) {
        while waiting.count < count {
            switch try nextRequest(milliseconds) {
            case (let connection, .next): waiting.append(connection)
            case (_, .response): throw BenchError("a response arrived without an event")
            case (_, .error(let text)): throw BenchError("the program failed: \(text)")
            }
        }
    }

    /// Sends one event and waits for its response and the next poll.
    ///
    /// - Returns: The time, in nanoseconds.
    func invoke(_ message: inout EventMessage) throws(BenchError) -> Double {
        message.update()
        let start = SystemClock.now
        try send(message)
        try receiveResponse()
        try awaitPolls()
        return SystemClock.now - start
    }

    /// Sends one event, and returns its response.
    func request(_ message: inout EventMessage) throws(BenchError) -> [UInt8] {
        for connection in connections { connection.storesResponses = true }
        defer { for connection in connections { connection.storesResponses = false } }
        message.update()
        guard let connection = waiting.last else { throw BenchError("no poll waits for an event") }
        try send(message)
        try receiveResponse()
        try awaitPolls()
        return connections[connection].lastResponse
    }

    /// Sends `count` events, with up to `concurrency` in flight.
    ///
    /// - Returns: The total time, in nanoseconds.
    func invoke(_ message: inout EventMessage, count: Int, concurrency: Int) throws(BenchError) -> Double {
        try awaitPolls(concurrency)
        let start = SystemClock.now
        var sent = 0
        var completed = 0
        while completed < count {
            while sent < count, sent - completed < concurrency, !waiting.isEmpty {
                message.update()
                try send(message)
                sent += 1
            }
            switch try nextRequest(15_000) {
            case (let connection, .next): waiting.append(connection)
            case (let connection, .response):
                completed += 1
                try connections[connection].socket.send(Self.accepted)
            case (_, .error(let text)): throw BenchError("the program failed: \(text)")
            }
        }
        try awaitPolls(concurrency)
        return SystemClock.now - start
    }

    private func send(_ message: EventMessage) throws(BenchError) {
        guard let connection = waiting.popLast() else { throw BenchError("no poll waits for an event") }
        try connections[connection].socket.send(message.bytes)
    }

    private func receiveResponse() throws(BenchError) {
        switch try nextRequest(15_000) {
        case (let connection, .response): try connections[connection].socket.send(Self.accepted)
        case (_, .next): throw BenchError("the program polled again before its response")
        case (_, .error(let text)): throw BenchError("the program failed: \(text)")
        }
    }

    private func nextRequest(_ milliseconds: Int32) throws(BenchError) -> (Int, RuntimeConnection.Request) {
        while true {
            guard unsafe poll(&pollSet, nfds_t(pollSet.count), milliseconds) > 0 else {
                throw BenchError("no request within \(milliseconds) ms")
            }
            for index in pollSet.indices.dropFirst() where pollSet[index].revents != 0 {
                let connection = connections[index - 1]
                guard connection.receive() else {
                    // A negative descriptor is ignored; the entry stays, so that the indices of the others do not change.
                    pollSet[index].fd = -1
                    waiting.removeAll { $0 == index - 1 }
                    continue
                }
                if let request = try connection.takeRequest() { return (index - 1, request) }
            }
            if pollSet[0].revents != 0 {
                let socket = try listener.accept()
                connections.append(RuntimeConnection(socket))
                pollSet.append(pollfd(fd: socket.descriptor, events: Int16(POLLIN), revents: 0))
            }
        }
    }

    private static let accepted = Array(
        "HTTP/1.1 202 Accepted\r\nContent-Type: application/json\r\nContent-Length: 16\r\n\r\n{\"status\":\"OK\"}\n"
            .utf8
    )
}
