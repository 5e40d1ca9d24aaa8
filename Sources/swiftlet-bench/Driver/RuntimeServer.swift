import Glibc

/// The runtime API for one contestant, on the calling thread and on bare sockets: what it costs is in every measurement.
///
/// It plays both sides of an invocation: it hands an event to a poll that waits, and takes the answer. A contestant that
/// is given nothing stays in its poll, as it does on the platform.
final class RuntimeServer {
    private let listener: Socket
    private let port: UInt16
    private var connections: [RuntimeConnection] = []
    private var pollSet: [pollfd]
    /// The connections whose poll waits for an event.
    private var waiting: [Int] = []

    /// Listens on a port of its own.
    init() throws(BenchError) {
        (listener, port) = try Socket.listen()
        pollSet = [pollfd(fd: listener.descriptor, events: Int16(POLLIN), revents: 0)]
    }

    /// What `AWS_LAMBDA_RUNTIME_API` has to say.
    var address: String { "127.0.0.1:\(port)" }

    /// Waits until `count` polls wait for an event.
    func awaitPolls(_ count: Int = 1, milliseconds: Int32 = 15_000) throws(BenchError) {
        while waiting.count < count {
            switch try nextRequest(milliseconds) {
            case (let connection, .next): waiting.append(connection)
            case (_, .response): throw BenchError("an answer came before there was an event")
            case (_, .error(let text)): throw BenchError("the contestant failed: \(text)")
            }
        }
    }

    /// Sends one event and waits for its answer and for the next poll.
    ///
    /// Returns the time this took, in nanoseconds.
    func invoke(_ message: inout EventMessage) throws(BenchError) -> Double {
        message.renew()
        let start = SystemClock.now
        try give(message)
        try takeAnswer()
        try awaitPolls()
        return SystemClock.now - start
    }

    /// Sends one event, and returns its answer.
    func ask(_ message: inout EventMessage) throws(BenchError) -> [UInt8] {
        for connection in connections { connection.keepsAnswers = true }
        defer { for connection in connections { connection.keepsAnswers = false } }
        message.renew()
        guard let connection = waiting.last else { throw BenchError("no poll waits for an event") }
        try give(message)
        try takeAnswer()
        try awaitPolls()
        return connections[connection].lastAnswer
    }

    /// Sends `count` events with as many in flight as there are polls, up to `concurrency`.
    ///
    /// Returns the time for all.
    func invoke(_ message: inout EventMessage, count: Int, concurrency: Int) throws(BenchError) -> Double {
        try awaitPolls(concurrency)
        let start = SystemClock.now
        var given = 0
        var answered = 0
        while answered < count {
            while given < count, given - answered < concurrency, !waiting.isEmpty {
                message.renew()
                try give(message)
                given += 1
            }
            switch try nextRequest(15_000) {
            case (let connection, .next): waiting.append(connection)
            case (let connection, .response):
                answered += 1
                try connections[connection].socket.send(Self.accepted)
            case (_, .error(let text)): throw BenchError("the contestant failed: \(text)")
            }
        }
        try awaitPolls(concurrency)
        return SystemClock.now - start
    }

    private func give(_ message: EventMessage) throws(BenchError) {
        guard let connection = waiting.popLast() else { throw BenchError("no poll waits for an event") }
        try connections[connection].socket.send(message.bytes)
    }

    private func takeAnswer() throws(BenchError) {
        switch try nextRequest(15_000) {
        case (let connection, .response): try connections[connection].socket.send(Self.accepted)
        case (_, .next): throw BenchError("the contestant polls again before it has answered")
        case (_, .error(let text)): throw BenchError("the contestant failed: \(text)")
        }
    }

    private func nextRequest(_ milliseconds: Int32) throws(BenchError) -> (Int, RuntimeConnection.Request) {
        while true {
            guard unsafe poll(&pollSet, nfds_t(pollSet.count), milliseconds) > 0 else {
                throw BenchError("the contestant was silent for \(milliseconds) ms")
            }
            for index in pollSet.indices.dropFirst() where pollSet[index].revents != 0 {
                let connection = connections[index - 1]
                guard connection.receive() else {
                    // It stays in its place, so that the others keep theirs, and is not looked at again.
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
