import Foundation
import HTTPTypes
import Hummingbird
import Swiftlet
import SwiftletFixtures
import SwiftletIO
import SwiftletJSON
import Synchronization
import TestSupport
import Testing

@testable import SwiftletGateway
@testable import SwiftletServer

@Suite(.timeLimit(.minutes(2))) struct GatewayTests {
    private func withGateway(
        _ shape: HTTPEventShape = .httpAPI,
        streams: Bool = false,
        onResponse: @escaping @Sendable (RequestReport) -> Void = { _ in },
        _ body: (_ url: String, HTTPClient) async throws -> Void
    ) async throws {
        let loop = try EventLoop.start(name: "test")
        let host = AppHost(try makeNotesApp(), name: "notes", loop: loop)
        let gateway = EventGateway(host, shape: shape, streams: streams)
        let responder = GatewayResponder(gateway: gateway, onResponse: onResponse)
        let server = try await HTTPServer.start { try await responder.respond(to: $0, $1) }
        do {
            try await body("http://127.0.0.1:\(server.port)", HTTPClient(loop: loop))
        } catch {
            await server.stop()
            throw error
        }
        await server.stop()
    }

    private func send(
        _ client: HTTPClient,
        _ method: HTTPRequest.Method,
        _ url: String,
        body: HTTPClientRequest.Body = .none
    ) async throws -> HTTPClientResponse {
        try await client.send(HTTPClientRequest(method: method, url: url, body: body))
    }

    @Test(arguments: HTTPEventShape.all)
    func `a request is converted to an event of each shape`(shape: HTTPEventShape) async throws {
        try await withGateway(shape) { url, client in
            let reply = try await send(client, .get, url + "/whoami?a=1%262&b=%20")
            #expect(reply.status == .ok)
            #expect(reply.headers[.contentType] == "application/json")
            let json = try JSON(parsing: reply.body)
            #expect(json["shape"]?.string == shape.description)
            #expect(json["path"] == "/whoami")
            #expect(json["query"] == ["a=1&2", "b= "])
        }
    }

    @Test func `bodies, statuses and errors are forwarded`() async throws {
        try await withGateway { url, client in
            #expect(try await send(client, .post, url + "/notes", body: .text("é")).status == .created)
            let note = try await send(client, .get, url + "/notes/1")
            #expect(try JSON(parsing: note.body) == ["id": 1, "text": "é"])
            #expect(note.headers[.contentLength] == String(note.body.count))
            #expect(try await send(client, .get, url + "/notes/2").status == .notFound)
            #expect(try await send(client, .get, url + "/notes/x").status == .unprocessableContent)
            #expect(try await send(client, .delete, url + "/notes").status == .methodNotAllowed)
            #expect(try await send(client, .get, url + "/").status == .notFound)
        }
    }

    @Test func `a HEAD response has no body and keeps the connection open`() async throws {
        try await withGateway { url, client in
            let head = try await send(client, .head, url + "/greeting")
            #expect(head.status == .ok)
            #expect(head.body.isEmpty)
            #expect(try await send(client, .get, url + "/greeting").body == Array("hello".utf8))
        }
    }

    @Test(arguments: [HTTPEventShape.functionURL, .restAPI])
    func `a function URL and a REST API stream in stream mode`(shape: HTTPEventShape) async throws {
        try await withGateway(shape, streams: true) { url, client in
            let reply = try await send(client, .get, url + "/parts")
            #expect(reply.body == Array("one two three".utf8))
            #expect(reply.headers[.contentLength] == nil)
            #expect(try await send(client, .get, url + "/notes/2").status == .notFound)
            let head = try await send(client, .head, url + "/greeting")
            #expect(head.status == .ok)
            #expect(head.body.isEmpty)
        }
    }

    @Test func `a stream of an app in this process is aborted at the limit`() async throws {
        let loop = try EventLoop.start(name: "test")
        for (limit, isCut) in [(1000, false), (60, true)] {
            let host = AppHost(try makeNotesApp(), name: "notes", loop: loop, maximumStreamedBytes: limit)
            var call = FunctionCall(event: HTTPEventShape.functionURL.event(for: Swiftlet.Request(path: "/parts")))
            call.acceptsStream = true
            switch await host.invoke(call).collected() {
            case .success(let bytes): #expect(!isCut && bytes.count > 60)
            case .failure(let failure): #expect(isCut && failure.errorType == "Function.ResponseSizeTooLarge")
            }
        }
    }

    @Test(arguments: HTTPEventShape.all)
    func `other shapes do not stream`(shape: HTTPEventShape) async throws {
        try await withGateway(shape) { url, client in
            let reply = try await send(client, .get, url + "/parts")
            #expect(reply.body == Array("one two three".utf8))
            #expect(reply.headers[.contentLength] == "13")
        }
    }

    @Test func `a body that is too large is rejected`() async throws {
        try await withGateway { url, client in
            let body = [UInt8](repeating: 65, count: GatewayLimits.largestBodyBytes + 1)
            let reply = try await send(client, .post, url + "/notes", body: .bytes(body))
            #expect(reply.status == .contentTooLarge)
        }
    }

    @Test func `a hundred concurrent requests receive responses`() async throws {
        try await withGateway { url, client in
            let answered = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<100 {
                    group.addTask {
                        let reply = try await send(client, .post, url + "/notes", body: .text("\(number)"))
                        return reply.status == .created ? 1 : 0
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(answered == 100)
            #expect(try JSON(parsing: await send(client, .get, url + "/notes").body).count == 100)
        }
    }

    @Test func `each response is reported`() async throws {
        let reports = Mutex<[RequestReport]>([])
        let onResponse = { @Sendable (report: RequestReport) in reports.withLock { $0.append(report) } }
        try await withGateway(.httpAPI, streams: false, onResponse: onResponse) { url, client in
            _ = try await send(client, .get, url + "/notes/2?a=b")
        }
        let report = try #require(reports.withLock { $0 }.first)
        #expect(report.method == .get)
        #expect(report.target == "/notes/2?a=b")
        #expect(report.status == .notFound)
        #expect(report.failure == nil)
        #expect(report.duration > .zero)
    }

    @Test func `a port in use is an error with a code`() async throws {
        let other = try await HTTPServer.start { _, _ in Hummingbird.Response(status: .ok) }
        let error = await #expect(throws: ServerError.self) { try await HTTPServer.check(port: other.port) }
        #expect(error?.code == .portInUse)
        await other.stop()
        try await HTTPServer.check(port: 0)
    }
}
