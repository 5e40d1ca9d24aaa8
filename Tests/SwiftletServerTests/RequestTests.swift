import Foundation
import HTTPTypes
import Swiftlet
import TestSupport
import Testing

@testable import SwiftletServer

/// Requests over sockets.
@Suite(.timeLimit(.minutes(2))) struct RequestTests {
    private let probe = Probe()

    @Test func `a request reaches the app, and the response has its length and the request ID`() async throws {
        try await TestServer.with(probe.app()) { (server) async throws in
            let text = try await server.response("GET /greeting?secret=1 HTTP/1.1\r\nX-Request-Id: abc-1").lowercased()
            #expect(text.hasPrefix("http/1.1 200 ok\r\n"))
            #expect(text.contains("\r\ncontent-length: 5\r\n"))
            #expect(text.contains("\r\nx-request-id: abc-1\r\n"))
            #expect(text.hasSuffix("\r\n\r\nhello"))
            let line = try #require(server.log.text.split(separator: "\n").first { $0.contains("GET /greeting 200") })
            #expect(line.contains("\"requestId\":\"abc-1\""))
            #expect(line.contains("\"http.bytes\":\"5\""))
            #expect(line.contains("\"client\":\"127.0.0.1\""))
            #expect(!line.contains("secret"))
        }
    }

    @Test(arguments: [(true, "\"http.bytes\":\"5\""), (false, "\"http.method\":\"GET\"")])
    func `a request to an app with a request log is logged once`(logsRequests: Bool, field: String) async throws {
        let app = App(title: "Probe", version: "1") {
            RequestLog(field: HTTPField.Name("X-Logged-Id"))
            Endpoint(.get, "/greeting", operationID: "greeting") { Response.text("hello") }
        }
        try await TestServer.with(app, .testing { $0.logsRequests = logsRequests }) { (server) async throws in
            let text = try await server.response("GET /greeting HTTP/1.1\r\nX-Request-Id: abc-1").lowercased()
            #expect(text.contains("\r\nx-logged-id: abc-1\r\n"))
            let lines = server.log.text.split(separator: "\n").filter { $0.contains("GET /greeting 200") }
            #expect(lines.count == 1)
            #expect(lines.first?.contains(field) == true)
        }
    }

    @Test func `a server error is logged as an error`() async throws {
        struct Unexpected: Error {}
        let app = App(title: "Probe", version: "1") {
            Endpoint(.get, "/boom", operationID: "boom") { () -> String in throw Unexpected() }
        }
        try await TestServer.with(app) { (server) async throws in
            #expect(try await server.response("GET /boom HTTP/1.1").hasPrefix("HTTP/1.1 500"))
            let line = try #require(server.log.text.split(separator: "\n").first { $0.contains("GET /boom 500") })
            #expect(line.contains("\"level\":\"ERROR\""))
        }
    }

    @Test func `a response to HEAD has the length of the response to GET, and no body`() async throws {
        try await TestServer.with(probe.app()) { (server) async throws in
            let text = try await server.response("HEAD /greeting HTTP/1.1").lowercased()
            #expect(text.hasPrefix("http/1.1 200"))
            #expect(text.contains("\r\ncontent-length: 5\r\n"))
            #expect(text.hasSuffix("\r\n\r\n"))
        }
    }

    @Test func `a response to HEAD of a stream ends with its header fields`() async throws {
        try await TestServer.with(probe.app()) { (server) async throws in
            let connection = try RawConnection(port: server.port)
            await connection.send("HEAD /ticks HTTP/1.1\r\nHost: x\r\n\r\nGET /greeting HTTP/1.1\r\nHost: x\r\n\r\n")
            let text = await connection.read(until: "hello")
            #expect(text.matches(of: /\r\n\r\n(.*)\r?\n?/).map { String($0.1) } == ["HTTP/1.1 200 OK", "hello"])
        }
    }

    @Test func `pipelined requests receive their responses in order`() async throws {
        try await TestServer.with(probe.app()) { (server) async throws in
            let connection = try RawConnection(port: server.port)
            let upload = { (body: String) in
                "POST /size HTTP/1.1\r\nHost: x\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
            }
            await connection.send(upload("a") + upload("bb") + "GET /greeting HTTP/1.1\r\nHost: x\r\n\r\n")
            let text = await connection.read(until: "hello")
            #expect(text.matches(of: /\r\n\r\n(\d|hello)/).map { String($0.1) } == ["1", "2", "hello"])
        }
    }

    @Test func `a chunked body is read`() async throws {
        try await TestServer.with(probe.app()) { (server) async throws in
            let connection = try RawConnection(port: server.port)
            await connection.send("POST /size HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n")
            await connection.send("4\r\ndefg\r\n0\r\n\r\n")
            #expect(await connection.read(until: "\r\n\r\n7").hasPrefix("HTTP/1.1 200"))
        }
    }

    @Test func `a client that has closed its sending side receives the response`() async throws {
        try await TestServer.with(probe.app()) { (server) async throws in
            let connection = try RawConnection(port: server.port)
            await connection.send("GET /greeting HTTP/1.1\r\nHost: x\r\n\r\n")
            connection.finishSending()
            #expect(await connection.read().hasSuffix("\r\n\r\nhello"))
        }
    }

    @Test func `the access log has the correlation ID`() async throws {
        let app = App(title: "", version: "", correlationID: CorrelationID(header: .userAgent)) {
            Endpoint(.get, "/") { Response.text("responded") }
        }
        try await TestServer.with(app) { (server) async throws in
            _ = try await server.response("GET / HTTP/1.1\r\nUser-Agent: operation-7")
            let line = try #require(server.log.text.split(separator: "\n").first { $0.contains("GET / 200") })
            #expect(line.contains("correlationId") && line.contains("operation-7"))
        }
    }

    @Test func `a request of a client that closes its connection is cancelled`() async throws {
        try await TestServer.with(probe.app()) { (server) async throws in
            do {
                let connection = try RawConnection(port: server.port)
                await connection.send("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n")
                await probe.wait(for: "waiting")
            }
            await probe.wait(for: "cancelled")
        }
    }

    @Test func `a stream is sent in chunks, and ends when its client closes the connection`() async throws {
        try await TestServer.with(probe.app()) { (server) async throws in
            do {
                let connection = try RawConnection(port: server.port)
                await connection.send("GET /ticks HTTP/1.1\r\nHost: x\r\n\r\n")
                let text = await connection.read(until: "data: tick").lowercased()
                #expect(text.contains("transfer-encoding: chunked"))
                #expect(!text.contains("content-length"))
            }
            await probe.wait(for: "stream ended")
        }
    }

    @Test func `a request that exceeds its deadline is cancelled and receives 504`() async throws {
        try await TestServer.with(probe.app(), .testing { $0.requestTimeout = .milliseconds(100) }) {
            (server) async throws in
            #expect(try await server.response("GET /wait HTTP/1.1").hasPrefix("HTTP/1.1 504"))
            await probe.wait(for: "cancelled")
        }
    }

    @Test func `a stream that exceeds the deadline is cut off`() async throws {
        try await TestServer.with(probe.app(), .testing { $0.requestTimeout = .milliseconds(100) }) {
            (server) async throws in
            let text = try await server.response("GET /ticks HTTP/1.1")
            #expect(text.hasPrefix("HTTP/1.1 200"))
            #expect(!text.hasSuffix("0\r\n\r\n"))
            await probe.wait(for: "stream ended")
        }
    }

    @Test(arguments: [
        ("Content-Length: 11\r\n\r\n", "HTTP/1.1 413"),
        ("Transfer-Encoding: chunked\r\n\r\nb\r\nabcdefghijk\r\n", "HTTP/1.1 413"),
        ("Expect: 100-continue\r\nContent-Length: 11\r\n\r\n", "HTTP/1.1 413"),
        ("Content-Length: 10\r\n\r\nabcdefghij", "HTTP/1.1 200"),
    ])
    func `a body above the limit is rejected before it is sent, and the connection closed`(
        request: String,
        status: String
    ) async throws {
        for isLimitOfApp in [true, false] {
            let app = probe.app(bodyLimit: isLimitOfApp ? 10 : nil)
            try await TestServer.with(app, .testing { $0.bodyLimit = isLimitOfApp ? 1000 : 10 }) {
                (server) async throws in
                let connection = try RawConnection(port: server.port)
                await connection.send("POST /size HTTP/1.1\r\nHost: x\r\n\(request)")
                let text = await connection.read(until: status.hasSuffix("200") ? "\r\n\r\n10" : nil)
                #expect(text.hasPrefix(status))
                #expect(text.lowercased().contains("connection: close") == status.hasSuffix("413"))
            }
        }
    }

    @Test(arguments: ["", "Host: a\r\nHost: b\r\n"])
    func `a request without one Host field is rejected`(host: String) async throws {
        try await TestServer.with(probe.app()) { (server) async throws in
            let connection = try RawConnection(port: server.port)
            await connection.send("GET /greeting HTTP/1.1\r\n\(host)\r\n")
            #expect(await connection.read().hasPrefix("HTTP/1.1 400"))
        }
    }

    @Test(arguments: [
        "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", "Content-Length: 3\r\nContent-Length: 4\r\n",
        "Content-Length: x\r\n", "Bad Name: x\r\n", "Transfer-Encoding: gzip\r\n",
    ])
    func `an ambiguous request is rejected`(fields: String) async throws {
        try await TestServer.with(probe.app()) { (server) async throws in
            let connection = try RawConnection(port: server.port)
            await connection.send("POST /size HTTP/1.1\r\nHost: x\r\n\(fields)\r\n0\r\n\r\n")
            #expect(await connection.read().hasPrefix("HTTP/1.1 400"))
        }
    }

    @Test func `the client is the one that the trusted proxies have seen`() async throws {
        let fields = "X-Forwarded-For: 6.6.6.6, 203.0.113.9, 10.0.0.1\r\nX-Forwarded-Proto: https"
        try await TestServer.with(probe.app()) { (server) async throws in
            #expect(try await server.response("GET /client HTTP/1.1\r\n\(fields)").hasSuffix("https 203.0.113.9"))
        }
        try await TestServer.with(probe.app(trustedProxies: 2)) { (server) async throws in
            #expect(try await server.response("GET /client HTTP/1.1\r\n\(fields)").hasSuffix("https 6.6.6.6"))
        }
        let none = try #require(TrustedProxies("none"))
        try await TestServer.with(probe.app(), .testing { $0.trustedProxies = none }) { (server) async throws in
            #expect(try await server.response("GET /client HTTP/1.1\r\n\(fields)").hasSuffix("http 127.0.0.1"))
        }
    }
}
