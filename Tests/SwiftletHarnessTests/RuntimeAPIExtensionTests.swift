import Foundation
import HTTPTypes
import SwiftletIO
import SwiftletJSON
import SwiftletTesting
import Synchronization
import Testing

@testable import SwiftletHarness

@Suite(.timeLimit(.minutes(2))) struct RuntimeAPIExtensionTests {
    private func register(
        _ bench: RuntimeAPIBench,
        name: String? = "flush",
        _ body: String = #"{"events":[]}"#
    ) async throws -> HTTPClientResponse {
        var headers: HTTPFields = [:]
        headers[field: "Lambda-Extension-Name"] = name
        let url = bench.base.replacing("/2018-06-01/runtime", with: "/2020-01-01/extension/register")
        return try await bench.client.send(
            HTTPClientRequest(method: .post, url: url, headers: headers, body: .text(body))
        )
    }

    @Test func `the first event waits for a registered extension`() async throws {
        try await RuntimeAPIBench.with { bench in
            let reply = try await register(bench)
            #expect(reply.status == .ok)
            let id = try #require(reply.headers[field: "Lambda-Extension-Identifier"])
            let registered = try JSON(parsing: reply.body)
            #expect(registered == ["functionName": "function", "functionVersion": "$LATEST", "handler": "app"])
            #expect(bench.api.hasExtensions)
            let witness = RuntimeAPIBench.Witness()
            async let outcome = bench.begin("{\"a\":1}", observer: witness)?.collected()
            async let event = bench.next()
            // Without waiting, the event would be delivered when the second of the two requests arrives.
            try await RuntimeAPIBench.wait { bench.api.waitingPolls == 1 && bench.api.pendingCount == 1 }
            #expect(witness.deliveries == 0)
            let client = HTTPClient(loop: try EventLoop.start())
            let url = bench.base.replacing("/2018-06-01/runtime", with: "/2020-01-01/extension/event/next")
            var headers: HTTPFields = [:]
            headers[field: "Lambda-Extension-Identifier"] = id
            let wait = Task { [headers] in try await client.send(HTTPClientRequest(url: url, headers: headers)) }
            #expect(try await event.body == Array("{\"a\":1}".utf8))
            #expect(try await bench.post("/invocation/id-1/response", "1").status == .accepted)
            #expect(await outcome == .response([UInt8(ascii: "1")]))
            #expect(try await register(bench).status == .forbidden)
            bench.api.processEnded("error: exit status 0")
            #expect(try await wait.value.status == .internalServerError)
        }
    }

    /// The runtime API of a separately started process, and a client for each of its connections.
    private func withEmulator(_ body: (RuntimeAPI, _ base: String) async throws -> Void) async throws {
        let api = RuntimeAPI(RuntimeAPI.Limits(timeout: .seconds(60)), kill: nil)
        let calls = RuntimeAPICalls(api: api, replacesFailedStarts: false, functionName: "f", handler: "h")
        let server = try await LocalServer.start { try await calls.respond(to: $0, $1) }
        do {
            try await body(api, "http://127.0.0.1:\(server.port)")
        } catch {
            api.close()
            await server.stop()
            throw error
        }
        api.close()
        await server.stop()
    }

    private static let registration =
        "POST /2020-01-01/extension/register HTTP/1.1\r\nHost: x\r\nLambda-Extension-Name: e\r\n"
        + "Content-Length: 13\r\n\r\n{\"events\":[]}"

    /// Registers an extension and returns its identifier.
    private func register(on connection: RawConnection?) async throws -> String {
        let connection = try #require(connection)
        await connection.send(Self.registration)
        let text = await connection.read(until: "}")
        #expect(text.hasPrefix("HTTP/1.1 200"))
        let head = text.split(separator: "\r\n\r\n")[0].lowercased()
        let line = try #require(head.split(separator: "\r\n").first { $0.hasPrefix("lambda-extension-identifier: ") })
        return String(line.split(separator: " ")[1])
    }

    @Test func `a process that exits before its first poll does not block events`() async throws {
        try await withEmulator { api, base in
            var connection: RawConnection? = try RawConnection(port: try #require(URL(string: base)?.port))
            _ = try await register(on: connection)
            let witness = RuntimeAPIBench.Witness()
            var call = FunctionCall(event: Array("1".utf8))
            call.id = "id-1"
            let invocation = EmulatedInvocation(call, functionARN: "arn")
            let client = HTTPClient(loop: try EventLoop.start())
            let runtime = base + "/2018-06-01/runtime/invocation"
            async let outcome = api.invoke(invocation, observer: witness)?.collected()
            async let event = client.send(HTTPClientRequest(url: runtime + "/next"))
            try await RuntimeAPIBench.wait { api.waitingPolls == 1 && api.pendingCount == 1 }
            #expect(witness.deliveries == 0)
            #expect(connection != nil)
            connection = nil
            #expect(try await event.body == Array("1".utf8))
            let url = runtime + "/id-1/response"
            let reply = try await client.send(HTTPClientRequest(method: .post, url: url, body: .text("2")))
            #expect(reply.status == .accepted)
            #expect(await outcome == .response(Array("2".utf8)))
        }
    }

    @Test func `a restarted process registers its extension again`() async throws {
        try await withEmulator { api, base in
            let port = try #require(URL(string: base)?.port)
            for _ in 0..<12 {
                let connection = try RawConnection(port: port)
                let id = try await register(on: connection)
                await connection.send(
                    "GET /2020-01-01/extension/event/next HTTP/1.1\r\nHost: x\r\nLambda-Extension-Identifier: \(id)\r\n\r\n"
                )
                var runtime: RawConnection? = try RawConnection(port: port)
                await runtime?.send("GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: x\r\n\r\n")
                try await RuntimeAPIBench.wait { api.waitingPolls == 1 }
                runtime = nil
                try await RuntimeAPIBench.wait { api.waitingPolls == 0 }
            }
        }
    }

    @Test func `an extension is unregistered when its poll is closed`() async throws {
        try await withEmulator { api, base in
            var connection: RawConnection? = try RawConnection(port: try #require(URL(string: base)?.port))
            let id = try await register(on: connection)
            await connection?
                .send(
                    "GET /2020-01-01/extension/event/next HTTP/1.1\r\nHost: x\r\nLambda-Extension-Identifier: \(id)\r\n\r\n"
                )
            #expect(api.hasExtensions)
            connection = nil
            try await RuntimeAPIBench.wait { !api.hasExtensions }
        }
    }

    @Test func `a registration returns the function name and the handler`() async throws {
        try await withEmulator { _, base in
            let connection = try RawConnection(port: try #require(URL(string: base)?.port))
            await connection.send(Self.registration)
            let text = await connection.read(until: "}")
            #expect(text.contains(#""functionName":"f""#) && text.contains(#""handler":"h""#))
        }
    }

    @Test func `an invalid registration is rejected`() async throws {
        try await RuntimeAPIBench.with { bench in
            #expect(try await register(bench, name: nil).status == .forbidden)
            #expect(try await register(bench, "no JSON").status == .forbidden)
            let wanting = try await register(bench, #"{"events":["INVOKE"]}"#)
            #expect(wanting.status == .forbidden)
            #expect(try JSON(parsing: wanting.body)["errorType"] == "Extension.InvalidEventType")
            #expect(!bench.api.hasExtensions)
        }
    }
}
