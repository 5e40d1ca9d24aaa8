import Foundation
import HTTPTypes
import Testing

@testable import SwiftletIO

@Suite(.timeLimit(.minutes(1))) struct HTTPConnectionTests {
    private let loop: EventLoop

    init() throws {
        loop = try EventLoop()
    }

    private func connection(to server: ScriptedServer) throws -> HTTPConnection {
        try HTTPConnection(loop, url: server.url(), connectTimeout: .seconds(5))
    }

    private static func fields() throws -> HTTPFieldLines {
        try HTTPFieldLines([("User-Agent", "test"), ("Content-Length", "77"), ("Expect", "100-continue")])
    }

    private static func get(_ target: String) throws -> HTTPConnectionRequest {
        try HTTPConnectionRequest("GET", target, fields: fields())
    }

    private static func post(_ target: String, _ body: HTTPConnectionRequest.Body) throws -> HTTPConnectionRequest {
        try HTTPConnectionRequest("POST", target, fields: fields(), body: body)
    }

    private static func text(_ connection: HTTPConnection) -> String {
        String(decoding: connection.takeBody(), as: UTF8.self)
    }

    // MARK: - Success

    @Test func `one connection is used for all requests`() throws {
        let server = try ScriptedServer(responding: { .ok($0.text, [("X-Target", $0.target)]) })
        let connection = try connection(to: server)
        try loop.run {
            for target in ["/next", "/a/../b?c=%2F", "/.rt/next", "/" + String(repeating: "x", count: 3000)] {
                try await connection.exchange(Self.get(target), isRepeatable: true)
                #expect(connection.head.status == 200)
                #expect(connection.head.first("x-target") == target)
                #expect(Self.text(connection).isEmpty)
                try await connection.exchange(Self.post(target, .bytes(Array("body".utf8))), isRepeatable: false)
                #expect(Self.text(connection) == "body")
                try await connection.exchange(Self.post(target, .bytes([])), isRepeatable: false)
                #expect(Self.text(connection).isEmpty)
            }
        }
        #expect(server.accepted == 1)
        #expect(server.requests.count == 12)
        for request in server.requests {
            #expect(request["user-agent"] == "test")
            #expect(request["host"] == "127.0.0.1:\(server.port)")
            #expect(request["expect"] == nil)
            #expect(request["content-length"] == (request.method == "GET" ? nil : "\(request.body.count)"))
        }
    }

    @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 200_000, 8_000_000])
    func `bodies of any size are sent and received`(size: Int) throws {
        let server = try ScriptedServer(responding: { ScriptedServer.Response(body: $0.body) })
        let connection = try connection(to: server)
        let body = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try loop.run {
            for _ in 0..<2 {
                try await connection.exchange(Self.post("/", .bytes(body)), isRepeatable: false)
                #expect(connection.takeBody() == body)
            }
        }
        #expect(server.accepted == 1)
    }

    @Test func `a chunked body is sent while it is written`() throws {
        let server = try ScriptedServer(responding: { .ok($0.text) })
        let connection = try connection(to: server)
        try loop.run { [loop] in
            for _ in 0..<3 {
                let channel = UploadChannel()
                let writer = Task(executorPreference: loop) {
                    for part in ["a", "bc", "", "def"] {
                        try await channel.write(Array(part.utf8))
                        try await loop.sleep(for: .milliseconds(2))
                    }
                    channel.finish(trailers: [("X-End", "yes"), ("bad name", "no")])
                }
                try await connection.exchange(Self.post("/", .channel(channel)), isRepeatable: false)
                try await writer.value
                #expect(Self.text(connection) == "abcdef")
            }
        }
        #expect(server.accepted == 1)
        for request in server.requests {
            #expect(request["transfer-encoding"] == "chunked" && request["content-length"] == nil)
            #expect(request.trailers.map(\.name) == ["X-End"])
        }
    }

    @Test func `a body may be written on another thread`() throws {
        let server = try ScriptedServer(responding: { .ok("\($0.body.count)") })
        let connection = try connection(to: server)
        let other = try EventLoop.start()
        defer { other.shutdown() }
        try loop.run {
            let channel = UploadChannel(highWater: 1000)
            let writer = Task(executorPreference: other) {
                for _ in 0..<500 { try await channel.write([UInt8](repeating: 1, count: 997)) }
                channel.finish()
            }
            try await connection.exchange(Self.post("/", .channel(channel)), isRepeatable: false)
            try await writer.value
            #expect(Self.text(connection) == "498500")
        }
    }

    // MARK: - Faults

    @Test func `a closed connection is replaced before anything is sent`() throws {
        let server = try ScriptedServer { connection in
            guard let request = connection.readRequest() else { return }
            connection.send(.ok(request.target))
        }
        let connection = try connection(to: server)
        try loop.run { [loop] in
            for number in 0..<5 {
                try await connection.exchange(Self.post("/\(number)", .bytes([1])), isRepeatable: false)
                #expect(Self.text(connection) == "/\(number)")
                try await loop.sleep(for: .milliseconds(5))
            }
        }
        #expect(server.requests.map(\.connection) == [1, 2, 3, 4, 5])
    }

    @Test func `unexpected input is not a response`() throws {
        let server = try ScriptedServer { connection in
            while let request = connection.readRequest() {
                connection.send(.ok(request.target))
                connection.pause(milliseconds: 2)
                connection.send("HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n")
            }
        }
        let connection = try connection(to: server)
        try loop.run { [loop] in
            for number in 0..<3 {
                try await connection.exchange(Self.get("/\(number)"), isRepeatable: true)
                #expect(connection.head.status == 200)
                #expect(Self.text(connection) == "/\(number)")
                try await loop.sleep(for: .milliseconds(20))
            }
        }
        #expect(server.accepted == 3)
    }

    @Test func `bytes after the response close the connection`() throws {
        let server = try ScriptedServer { connection in
            while connection.readRequest() != nil {
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\naXYZ")
            }
        }
        let connection = try connection(to: server)
        try loop.run {
            for _ in 0..<3 {
                try await connection.exchange(Self.get("/"), isRepeatable: true)
                #expect(Self.text(connection) == "a")
            }
        }
        #expect(server.accepted == 3)
    }

    /// Responds to the first request of a connection, and closes it at the second.
    private func staleServer() throws -> ScriptedServer {
        try ScriptedServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.send(.ok("\(connection.number)"))
            _ = connection.readRequest()
        }
    }

    @Test func `a repeatable request is retried on a new connection`() throws {
        let server = try staleServer()
        let connection = try connection(to: server)
        try loop.run {
            for number in 1...4 {
                try await connection.exchange(Self.get("/"), isRepeatable: true)
                #expect(Self.text(connection) == "\(number)")
            }
        }
    }

    @Test func `a request that is not repeatable is not retried`() throws {
        let server = try staleServer()
        let connection = try connection(to: server)
        try loop.run {
            try await connection.exchange(Self.post("/", .bytes([1])), isRepeatable: false)
            let error = await #expect(throws: HTTPClientError.self) {
                try await connection.exchange(Self.post("/", .bytes([1])), isRepeatable: false)
            }
            #expect(error?.code == .connectionClosed)
            #expect(error?.requestSent == true && error?.bytesReceived == false)
            #expect(connection.head.status == 0)
            try await connection.exchange(Self.post("/", .bytes([1])), isRepeatable: false)
            #expect(connection.head.status == 200)
        }
        #expect(server.requests.count == 3)
    }

    @Test(arguments: ["H", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab"])
    func `a truncated response is not retried`(reply: String) throws {
        let server = try ScriptedServer { connection in
            guard let request = connection.readRequest() else { return }
            connection.send(request.target == "/cut" ? reply : "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        }
        let connection = try connection(to: server)
        try loop.run {
            let error = await #expect(throws: HTTPClientError.self) {
                try await connection.exchange(Self.get("/cut"), isRepeatable: true)
            }
            #expect(error?.code == .connectionClosed && error?.bytesReceived == true)
            #expect(connection.head.status == (reply.count > 1 ? 200 : 0))
            try await connection.exchange(Self.get("/"), isRepeatable: true)
            #expect(Self.text(connection) == "ok")
        }
        #expect(server.requests.map(\.target) == ["/cut", "/"])
    }

    @Test func `a malformed response is an error`() throws {
        let server = try ScriptedServer { connection in
            _ = connection.readRequest()
            connection.send("SSH-2.0-OpenSSH_9\r\n")
            connection.readToEnd()
        }
        let connection = try connection(to: server)
        try loop.run {
            let error = await #expect(throws: HTTPClientError.self) {
                try await connection.exchange(Self.get("/"), isRepeatable: true)
            }
            #expect(error?.code == .invalidResponse)
            #expect(error?.message == "The response does not begin with HTTP/1.")
        }
    }

    @Test(arguments: [true, false])
    func `an early response to a request is returned`(inChunks: Bool) throws {
        let server = try ScriptedServer { connection in
            guard let head = connection.readHead() else { return }
            if head.target == "/large" {
                // It ignores further input, which may be the whole body by the time the client reads this.
                connection.send("HTTP/1.1 413 Content Too Large\r\nConnection: close\r\nContent-Length: 2\r\n\r\nno")
                connection.readToEnd()
            } else {
                connection.send(.ok("fine"))
            }
        }
        let connection = try connection(to: server)
        try loop.run { [loop] in
            if inChunks {
                let channel = UploadChannel()
                let writer = Task(executorPreference: loop) {
                    while true { try await channel.write([UInt8](repeating: 1, count: 100_000)) }
                }
                try await connection.exchange(Self.post("/large", .channel(channel)), isRepeatable: false)
                // Nothing reads any more: the writer fails.
                let end = await writer.result
                #expect(throws: HTTPClientError.self) { try end.get() }
            } else {
                let body = [UInt8](repeating: 1, count: 16_000_000)
                try await connection.exchange(Self.post("/large", .bytes(body)), isRepeatable: false)
            }
            #expect(connection.head.status == 413)
            #expect(Self.text(connection) == "no")
            try await connection.exchange(Self.get("/"), isRepeatable: true)
            #expect(Self.text(connection) == "fine")
        }
        #expect(server.accepted == 2)
    }

    @Test func `a failing body aborts the request`() throws {
        struct Mishap: Error {}
        let server = try ScriptedServer { connection in
            while connection.readRequest() != nil { connection.send(.ok()) }
        }
        let connection = try connection(to: server)
        try loop.run {
            let channel = UploadChannel()
            try await channel.write([1, 2, 3])
            channel.fail(Mishap())
            await #expect(throws: Mishap.self) {
                try await connection.exchange(Self.post("/", .channel(channel)), isRepeatable: false)
            }
            try await connection.exchange(Self.get("/"), isRepeatable: true)
            #expect(connection.head.status == 200)
        }
        #expect(server.requests.map(\.method) == ["GET"])
    }

    @Test func `a cancelled request closes its connection`() throws {
        let server = try ScriptedServer { connection in
            while let request = connection.readRequest() {
                if request.target == "/hang" { return connection.readToEnd() }
                connection.send(.ok())
            }
        }
        let connection = try connection(to: server)
        try loop.run { [loop] in
            for _ in 0..<5 {
                let task = Task(executorPreference: loop) {
                    try await connection.exchange(Self.get("/hang"), isRepeatable: true)
                }
                try await loop.sleep(for: .milliseconds(10))
                #expect(!connection.hasResponse)
                task.cancel()
                await #expect(throws: CancellationError.self) { try await task.value }
                try await connection.exchange(Self.get("/"), isRepeatable: true)
                #expect(connection.head.status == 200)
            }
        }
    }

    @Test func `a channel can be sent after a failed connection`() throws {
        let unreachable = try HTTPConnection(loop, url: "http://127.0.0.1:1/", connectTimeout: .seconds(5))
        let server = try ScriptedServer(responding: { .ok($0.text) })
        let connection = try connection(to: server)
        try loop.run {
            let channel = UploadChannel()
            try await channel.write(Array("once".utf8))
            channel.finish()
            let request = try Self.post("/", .channel(channel))
            let error = await #expect(throws: HTTPClientError.self) {
                try await unreachable.exchange(request, isRepeatable: false)
            }
            #expect(error?.requestSent == false)
            try await connection.exchange(request, isRepeatable: false)
            #expect(Self.text(connection) == "once")
        }
    }

    @Test func `a failed connection is an error with nothing sent`() throws {
        let server = try ScriptedServer { _ in }
        server.stop()
        let connection = try connection(to: server)
        try loop.run { [loop] in
            // The listener closes on its own thread.
            try await loop.sleep(for: .milliseconds(50))
            let error = await #expect(throws: HTTPClientError.self) {
                try await connection.exchange(Self.get("/"), isRepeatable: true)
            }
            #expect(error?.code == .connectFailed && error?.requestSent == false)
        }
    }

    @Test func `many connections share a loop with transfers and waits`() throws {
        let server = try ScriptedServer(responding: { .ok($0.text) })
        let connections = try (0..<20).map { _ in try connection(to: server) }
        let client = HTTPClient(loop: loop)
        try loop.run { [loop] in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (number, connection) in connections.enumerated() {
                    group.addTask(executorPreference: loop) {
                        for round in 0..<50 {
                            let body = Array("\(number) \(round)".utf8)
                            try await connection.exchange(Self.post("/", .bytes(body)), isRepeatable: false)
                            #expect(connection.takeBody() == body)
                        }
                    }
                    group.addTask(executorPreference: loop) {
                        let reply = try await client.send(HTTPClientRequest(url: server.url("/\(number)")))
                        #expect(reply.status == .ok)
                    }
                }
                try await group.waitForAll()
            }
        }
        #expect(Set(server.requests.filter { $0.method == "POST" }.map(\.connection)).count == 20)
    }

    @Test func `shutdown of the loop fails the request`() async throws {
        let server = try ScriptedServer { $0.readToEnd() }
        let loop = try EventLoop.start()
        let connection = try HTTPConnection(loop, url: server.url(), connectTimeout: .seconds(5))
        let task = Task(executorPreference: loop) {
            try await connection.exchange(Self.get("/"), isRepeatable: true)
        }
        while server.accepted == 0 { try await Task.sleep(for: .milliseconds(1)) }
        loop.shutdown()
        await #expect(throws: (any Error).self) { try await task.value }
    }

    // MARK: - Invalid requests

    @Test(arguments: ["/a b", "/a\r\nb", "/\u{7f}"])
    func `a target with a space or control character is rejected`(target: String) {
        let error = #expect(throws: HTTPClientError.self) { try Self.get(target) }
        #expect(error?.code == .invalidURL)
    }

    @Test(arguments: [("A b", "x"), ("", "x"), ("A", "x\r\nB: y"), ("A", "\u{0}")])
    func `an invalid header field is rejected`(name: String, value: String) {
        let error = #expect(throws: HTTPClientError.self) { try HTTPFieldLines([(name, value)]) }
        #expect(error?.code == .invalidRequest)
    }
}
