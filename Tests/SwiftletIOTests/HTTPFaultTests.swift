import Foundation
import HTTPTypes
import Testing

@testable import SwiftletIO

@Suite(.timeLimit(.minutes(1))) struct HTTPFaultTests {
    private func failure(
        _ client: HTTPClient,
        _ request: HTTPClientRequest
    ) async throws -> HTTPClientError {
        try #require(await #expect(throws: HTTPClientError.self) { try await client.send(request) })
    }

    /// A server that reads a request, sends `bytes`, and closes.
    private func server(sending bytes: String) throws -> ScriptedServer {
        try ScriptedServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.send(bytes)
        }
    }

    // MARK: - Broken connections

    @Test(arguments: [HTTPRequest.Method.get, .post])
    func `a connection closed without a response is an error`(method: HTTPRequest.Method) async throws {
        let server = try server(sending: "")
        let error = try await failure(testClient(), HTTPClientRequest(method: method, url: server.url()))
        #expect(error.code == .connectionClosed)
        #expect(error.requestSent)
        #expect(!error.bytesReceived)
        #expect(server.requests.count == 1)
    }

    @Test(arguments: [
        "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
    ])
    func `a connection closed during the response is an error`(bytes: String) async throws {
        let server = try server(sending: bytes)
        let error = try await failure(
            testClient(),
            HTTPClientRequest(method: .post, url: server.url(), body: .text("x"))
        )
        #expect(error.code == .connectionClosed)
        #expect(error.requestSent)
        #expect(error.bytesReceived)
        #expect(server.requests.count == 1)
    }

    @Test func `a connection closed in the status line is an error`() async throws {
        let server = try server(sending: "HTTP/1")
        let error = try await failure(
            testClient(),
            HTTPClientRequest(method: .post, url: server.url(), body: .text("x"))
        )
        #expect(error.code == .connectionClosed)
        #expect(error.requestSent)
    }

    @Test func `a reset connection is an error`() async throws {
        let server = try ScriptedServer { connection in
            _ = connection.readRequest()
            connection.resetOnClose()
        }
        let error = try await failure(testClient(), HTTPClientRequest(url: server.url()))
        #expect(error.code == .connectionClosed)
        #expect(!error.bytesReceived)
    }

    @Test(arguments: [(HTTPRequest.Method.get, ""), (.post, "Connection: close\r\n")])
    func `a connection closed after the response is not an error`(method: HTTPRequest.Method, field: String)
        async throws
    {
        let server = try ScriptedServer { connection in
            guard let request = connection.readRequest() else { return }
            connection.send("HTTP/1.1 200 OK\r\n\(field)Content-Length: \(request.target.utf8.count)\r\n\r\n")
            connection.send(request.target)
        }
        let client = testClient()
        for number in 0..<20 {
            let response = try await client.send(HTTPClientRequest(method: method, url: server.url("/\(number)")))
            #expect(String(decoding: response.body, as: UTF8.self) == "/\(number)")
        }
    }

    /// The first connection responds once and then not any more; later ones always respond.
    private func staleServer() throws -> ScriptedServer {
        try ScriptedServer { connection in
            while let request = connection.readRequest() {
                if connection.number == 1, request.target == "/second" { return }
                connection.send(.ok(request.target))
            }
        }
    }

    @Test func `a request that is not idempotent is not retried`() async throws {
        let server = try staleServer()
        try await withOwnConnections { client in
            _ = try await client.send(HTTPClientRequest(method: .post, url: server.url("/first"), body: .text("1")))
            let error = try await failure(
                client,
                HTTPClientRequest(method: .post, url: server.url("/second"), body: .text("2"))
            )
            #expect(error.code == .connectionClosed)
            #expect(error.requestSent)
            #expect(!error.bytesReceived)
            #expect(server.requests.map(\.target) == ["/first", "/second"])
            let response = try await client.send(HTTPClientRequest(method: .post, url: server.url("/third")))
            #expect(response.status == .ok)
        }
    }

    @Test func `an idempotent request is retried`() async throws {
        let server = try staleServer()
        try await withOwnConnections { client in
            _ = try await client.send(HTTPClientRequest(url: server.url("/first")))
            let response = try await client.send(HTTPClientRequest(url: server.url("/second")))
            #expect(response.status == .ok)
            #expect(server.requests.map(\.target) == ["/first", "/second", "/second"])
        }
    }

    @Test func `a refused connection is an error`() async throws {
        let server = try ScriptedServer { _ in }
        server.stop()
        // The listener closes on its own thread.
        var error: HTTPClientError
        repeat {
            error = try await failure(testClient(), HTTPClientRequest(url: server.url()))
        } while error.code == .connectionClosed
        #expect(error.code == .connectFailed)
        #expect(!error.requestSent)
        #expect(!error.bytesReceived)
    }

    // MARK: - Malformed replies

    @Test(arguments: ["garbage\r\n\r\n", "\u{1}\u{2}\u{3}\r\n", "SSH-2.0-OpenSSH_9.2\r\n"])
    func `a response that is not HTTP is an error`(bytes: String) async throws {
        let server = try server(sending: bytes)
        let error = try await failure(testClient(), HTTPClientRequest(url: server.url()))
        #expect(error.code == .invalidResponse)
        #expect(error.bytesReceived)
    }

    @Test func `a body over the limit is an error`() async throws {
        let server = try ScriptedServer(responding: { _ in .init(body: Array(repeating: 1, count: 3000)) })
        let client = testClient { $0.maxResponseBytes = 2999 }
        let error = try await failure(client, HTTPClientRequest(url: server.url()))
        #expect(error.code == .tooLarge)
        #expect(error.bytesReceived)
        let exact = testClient { $0.maxResponseBytes = 3000 }
        #expect(try await exact.send(HTTPClientRequest(url: server.url())).body.count == 3000)
    }

    @Test func `a huge response is an error`() async throws {
        let body = (0..<(8 << 20)).map { UInt8(truncatingIfNeeded: $0 / 7) }
        let server = try ScriptedServer(responding: { _ in .init(body: body) })
        let response = try await testClient().send(HTTPClientRequest(url: server.url()))
        #expect(response.body == body)
    }

    // MARK: - Time

    @Test func `slow bytes are awaited`() async throws {
        let server = try ScriptedServer { connection in
            guard connection.readRequest() != nil else { return }
            for byte in ScriptedServer.Response.ok("slow").bytes {
                connection.send([byte])
                connection.pause(milliseconds: 1)
            }
        }
        let response = try await testClient().send(HTTPClientRequest(url: server.url()))
        #expect(String(decoding: response.body, as: UTF8.self) == "slow")
    }

    @Test func `the client and the request have timeouts`() async throws {
        let server = try ScriptedServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.readToEnd()
        }
        let impatient = testClient { $0.timeout = .milliseconds(30) }
        let error = try await failure(impatient, HTTPClientRequest(url: server.url()))
        #expect(error.code == .timedOut)
        #expect(error.requestSent)
        #expect(!error.bytesReceived)
        let request = HTTPClientRequest(url: server.url(), timeout: .milliseconds(30))
        #expect(try await failure(testClient(), request).code == .timedOut)
    }

    @Test func `a timeout does not affect the next request`() async throws {
        let server = try ScriptedServer { connection in
            while connection.readRequest() != nil {
                connection.pause(milliseconds: 60)
                connection.send(.ok())
            }
        }
        let client = testClient()
        let hasty = HTTPClientRequest(url: server.url(), timeout: .milliseconds(10))
        #expect(try await failure(client, hasty).code == .timedOut)
        #expect(try await client.send(HTTPClientRequest(url: server.url())).status == .ok)
    }

    // MARK: - Requests that cannot be sent

    @Test(arguments: [
        ("", "invalidURL"), ("localhost", "invalidURL"), ("//localhost/", "invalidURL"),
        ("http:/localhost", "invalidURL"), ("http://", "invalidURL"), ("http://[::1/", "invalidURL"),
        ("http://local host/", "invalidURL"), ("http://localhost/\r\nX-Y: z", "invalidURL"),
        ("http://localhost:99999/", "invalidURL"), ("ftp://localhost/", "unsupportedScheme"),
        ("file:///etc/passwd", "unsupportedScheme"), ("gopher://localhost", "unsupportedScheme"),
    ])
    func `invalid URLs are rejected`(url: String, code: String) async throws {
        let error = try await failure(testClient(), HTTPClientRequest(url: url))
        #expect(error.code.description == code)
        #expect(!error.requestSent)
    }

    @Test func `invalid header fields are rejected`() throws {
        let transfer = try Transfer()
        for (name, value) in [("A", "b\r\nC: d"), ("A b", "c"), ("A:", "b"), ("", "b"), ("A", "\0")] {
            let error = #expect(throws: HTTPClientError.self) { try transfer.setHeaders([(name, value)]) }
            #expect(error?.code == .invalidRequest)
        }
        #expect(throws: HTTPClientError.self) { try transfer.setMethod("GET /x HTTP/1.1\r\nA: b\r\n\r\nGET") }
    }

    @Test func `errors contain no secrets`() async throws {
        let server = try server(sending: "")
        let request = HTTPClientRequest(
            url: "http://user:pa55word@127.0.0.1:\(server.port)/token-in-path?key=token",
            headers: [.authorization: "Bearer token"]
        )
        let error = try await failure(testClient(), request)
        #expect(!error.description.contains("token") && !error.description.contains("pa55word"))
    }

    // MARK: - Cancellation

    @Test func `cancellation closes the connection`() async throws {
        let arrived = AsyncStream<Void>.makeStream()
        let closed = AsyncStream<Void>.makeStream()
        let server = try ScriptedServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
            arrived.continuation.yield()
            connection.readToEnd()
            closed.continuation.yield()
        }
        let client = testClient()
        let task = Task { try await client.send(HTTPClientRequest(url: server.url())) }
        for await _ in arrived.stream { break }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        for await _ in closed.stream { break }
    }

    @Test func `cancellation is possible at any time`() async throws {
        let server = try ScriptedServer(responding: { .ok($0.target) })
        let client = testClient()
        await withTaskGroup { group in
            for number in 0..<200 {
                group.addTask {
                    let task = Task { try await client.send(HTTPClientRequest(url: server.url("/\(number)"))) }
                    for _ in 0..<(number % 7) { await Task.yield() }
                    if number % 5 == 0 { try? await client.loop.sleep(for: .milliseconds(1)) }
                    task.cancel()
                    if let response = try? await task.value {
                        #expect(String(decoding: response.body, as: UTF8.self) == "/\(number)")
                    }
                }
            }
        }
        let response = try await client.send(HTTPClientRequest(url: server.url("/after")))
        #expect(response.status == .ok)
    }

    @Test func `a loop that is shut down rejects requests`() async throws {
        let loop = try EventLoop.start(name: "test-loop")
        let server = try ScriptedServer { connection in
            _ = connection.readRequest()
            connection.readToEnd()
        }
        let client = HTTPClient(loop: loop)
        let pending = Task { try await client.send(HTTPClientRequest(url: server.url())) }
        while server.requests.isEmpty { try await EventLoop.shared.sleep(for: .milliseconds(1)) }
        loop.shutdown()
        let error = await #expect(throws: HTTPClientError.self) { try await pending.value }
        #expect(error?.code == .shutDown)
        #expect(try await failure(client, HTTPClientRequest(url: server.url())).code == .shutDown)
    }
}
