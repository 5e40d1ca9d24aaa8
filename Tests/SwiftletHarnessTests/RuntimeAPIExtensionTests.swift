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

    @Test func `an extension is registered, and the first event waits for it`() async throws {
        try await RuntimeAPIBench.with { bench in
            let reply = try await register(bench)
            #expect(reply.status == .ok)
            let id = try #require(reply.headers[field: "Lambda-Extension-Identifier"])
            #expect(bench.api.hasExtensions)
            async let outcome = bench.invoke("{\"a\":1}")
            async let event = bench.next()
            while bench.api.waitingPolls == 0 { await Task.yield() }
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

    @Test func `what is no registration is rejected`() async throws {
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
