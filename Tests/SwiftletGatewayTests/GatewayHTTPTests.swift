import HTTPTypes
import Swiftlet
import SwiftletIO
import SwiftletJSON
import TestSupport
import Testing

@testable import SwiftletGateway
@testable import SwiftletServer

/// Tests the bytes that the local gateway sends.
@Suite(.timeLimit(.minutes(2))) struct GatewayHTTPTests {
    private func withServer(
        _ shape: HTTPEventShape = .httpAPI,
        streams: Bool = false,
        _ body: (_ port: Int) async throws -> Void
    ) async throws {
        let host = AppHost(try makeNotesApp(), name: "notes", loop: try EventLoop.start(name: "test"))
        let responder = GatewayResponder(gateway: EventGateway(host, shape: shape, streams: streams)) { _ in }
        let server = try await HTTPServer.start { try await responder.respond(to: $0, $1) }
        do {
            try await body(server.port)
        } catch {
            await server.stop()
            throw error
        }
        await server.stop()
    }

    private let upload = "POST /notes HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"

    @Test func `a client that expects 100 Continue receives it before it sends the body`() async throws {
        try await withServer { port in
            let connection = try RawConnection(port: port)
            await connection.send(upload + "Content-Length: 2\r\n\r\n")
            #expect(await connection.read(until: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
            await connection.send("hi")
            #expect(await connection.read(until: "\"id\"").hasPrefix("HTTP/1.1 201"))
        }
    }

    @Test func `100 Continue is sent after the responses of earlier requests`() async throws {
        try await withServer { port in
            let connection = try RawConnection(port: port)
            await connection.send("GET /greeting HTTP/1.1\r\nHost: x\r\n\r\n" + upload + "Content-Length: 2\r\n\r\n")
            let text = await connection.read(until: "100 Continue\r\n\r\n")
            #expect(text.hasPrefix("HTTP/1.1 200"))
            #expect(text.hasSuffix("helloHTTP/1.1 100 Continue\r\n\r\n"))
            await connection.send("hi")
            #expect(await connection.read(until: "\"id\"").hasPrefix("HTTP/1.1 201"))
        }
    }

    @Test(arguments: ["Expect: 100-continue\r\n", "Expect: other, 100-Continue\r\n"])
    func `a body that is too large is read after 100 Continue`(expect: String) async throws {
        try await withServer { port in
            let connection = try RawConnection(port: port)
            let size = GatewayLimits.largestBodyBytes + 1
            await connection.send("POST /notes HTTP/1.1\r\nHost: x\r\n\(expect)Content-Length: \(size)\r\n\r\n")
            #expect(await connection.read(until: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
            await connection.send(String(repeating: "a", count: size))
            let text = await connection.read(until: "bytes.\"}")
            #expect(text.hasPrefix("HTTP/1.1 413"))
            #expect(text.hasSuffix("an HTTP API accepts at most 10485760 bytes.\"}"))
            // The connection stays open.
            await connection.send("GET /greeting HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(await connection.read(until: "hello").hasPrefix("HTTP/1.1 200"))
        }
    }

    @Test func `a connection of HTTP 1_0 closes after the response`() async throws {
        try await withServer { port in
            let connection = try RawConnection(port: port)
            await connection.send("GET /greeting HTTP/1.0\r\n\r\n")
            let text = await connection.read()
            #expect(text.hasPrefix("HTTP/1.0 200"))
            #expect(text.hasSuffix("\r\n\r\nhello"))
        }
    }

    @Test func `a connection of HTTP 1_0 stays open with keep-alive`() async throws {
        try await withServer { port in
            let connection = try RawConnection(port: port)
            for _ in 0..<2 {
                await connection.send("GET /greeting HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
                #expect(await connection.read(until: "hello").lowercased().contains("connection: keep-alive"))
            }
        }
    }

    @Test func `a stream to HTTP 1_0 is not chunked`() async throws {
        try await withServer(.functionURL, streams: true) { port in
            let connection = try RawConnection(port: port)
            await connection.send("GET /parts HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
            let text = await connection.read()
            #expect(text.hasSuffix("\r\n\r\none two three"))
            #expect(!text.lowercased().contains("transfer-encoding"))
        }
    }

    @Test func `a connection closes after Connection close`() async throws {
        try await withServer { port in
            let connection = try RawConnection(port: port)
            await connection.send("GET /greeting HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            let text = await connection.read()
            #expect(text.hasSuffix("\r\n\r\nhello"))
            #expect(text.lowercased().contains("\r\nconnection: close\r\n"))
        }
    }

    @Test(arguments: [
        (HTTPEventShape.httpAPI, 10_300, 431), (.restAPI, 10_300, 431), (.loadBalancer, 10_300, 200),
        (.loadBalancer, 16_500, 400), (.loadBalancerMultiValue, 65_600, 400), (.functionURL, 16_500, 431),
        (.lattice, 65_600, 431), (.loadBalancer, 16_300, 200), (.httpAPI, 10_000, 200), (.httpAPI, 400_000, 431),
    ])
    func `the header size limit depends on the shape`(shape: HTTPEventShape, size: Int, status: Int) async throws {
        try await withServer(shape) { port in
            let connection = try RawConnection(port: port)
            let field = String(repeating: "a", count: size)
            await connection.send("GET /greeting HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Large: \(field)\r\n\r\n")
            let text = await connection.read()
            #expect(text.hasPrefix("HTTP/1.1 \(status) "))
            #expect(status == 200 || text.hasSuffix(".\"}"))
        }
    }

    @Test func `a load balancer limits the request line, each header field and all of them`() async throws {
        let field = "X-Part: \(String(repeating: "a", count: 16_000))\r\n"
        let long = String(repeating: "a", count: 16_400)
        for (line, fields, status) in [
            ("/greeting?a=\(long)", "", 400), ("/greeting", String(repeating: field, count: 4), 200),
            ("/greeting", String(repeating: field, count: 5), 400),
        ] {
            try await withServer(.loadBalancer) { port in
                let connection = try RawConnection(port: port)
                await connection.send("GET \(line) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\(fields)\r\n")
                let text = await connection.read()
                #expect(text.hasPrefix("HTTP/1.1 \(status) "))
            }
        }
    }

    @Test func `a header that is too large is reported before a body that is too large`() async throws {
        try await withServer(.loadBalancer) { port in
            let connection = try RawConnection(port: port)
            let field = String(repeating: "a", count: 16_500)
            let size = 1_048_577
            await connection.send("POST /notes HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Large: \(field)\r\n")
            await connection.send("Content-Length: \(size)\r\n\r\n\(String(repeating: "a", count: size))")
            let text = await connection.read()
            #expect(text.hasPrefix("HTTP/1.1 400 "))
            #expect(text.hasSuffix("a load balancer with a Lambda target accepts at most 16384 bytes of each.\"}"))
        }
    }

    @Test(arguments: [
        (HTTPEventShape.loadBalancer, 1_048_576, "a load balancer with a Lambda target"),
        (.lattice, 6_291_456, "VPC Lattice"), (.latticeV1, 6_291_456, "VPC Lattice"),
        (.functionURL, 6_291_456, "a function URL"),
    ])
    func `the body size limit depends on the shape`(shape: HTTPEventShape, limit: Int, service: String) async throws {
        try await withServer(shape) { port in
            let request = HTTPClientRequest(
                method: .post,
                url: "http://127.0.0.1:\(port)/notes",
                body: .bytes([UInt8](repeating: 65, count: limit + 1))
            )
            let reply = try await HTTPClient(loop: try EventLoop.start()).send(request)
            #expect(reply.status == .contentTooLarge)
            let message = try JSON(parsing: reply.body)["message"]
            #expect(message?.string == "The request body is too large: \(service) accepts at most \(limit) bytes.")
        }
    }
}
