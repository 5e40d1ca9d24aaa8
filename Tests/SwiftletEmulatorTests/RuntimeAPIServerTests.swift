import Foundation
import HTTPTypes
import Swiftlet
import SwiftletGateway
import SwiftletIO
import SwiftletJSON
import SwiftletServer
import Synchronization
import Testing

@testable import SwiftletEmulator

@Suite(.timeLimit(.minutes(2))) struct RuntimeAPIServerTests {
    @Test(arguments: ["response", "error"])
    func `a response to an earlier delivery of the same event is rejected with 410`(call: String) async throws {
        try await RuntimeAPIBench.with { bench in
            async let outcome = bench.invoke("{}")
            let event = try await bench.next()
            let name = try #require(HTTPField.Name("Lambda-Runtime-Invocation-Id"))
            let nonce = try #require(event.headers[name])
            let stale = try await bench.post("/invocation/id-1/\(call)", "1", headers: [name: "another"])
            #expect(stale.status == .gone)
            #expect(try await bench.post("/invocation/id-1/response", "2", headers: [name: nonce]).status == .accepted)
            #expect(await outcome == .success(Array("2".utf8)))
            // Without the header field only the id is checked, for runtimes that do not send it.
            #expect(try await bench.post("/invocation/id-1/response", "3").status == .forbidden)
        }
    }

    @Test(arguments: [
        ("Runtime.NoSuchHandler", "Runtime.NoSuchHandler"), ("Function.Oops", "Function.Oops"),
        ("Function.oops", "Function.Unknown"), ("Function.", "Function.Unknown"), ("Oops", "Runtime.Unknown"),
        ("Runtime.X", "Runtime.Unknown"), ("Runtime.No-Handler", "Runtime.Unknown"), (nil, "Runtime.Unknown"),
    ])
    func `an error type consists of a category and a reason`(header: String?, type: String) async throws {
        #expect(RuntimeFailure.reportedType(header) == type)
        try await RuntimeAPIBench.with { bench in
            let witness = RuntimeAPIBench.Witness()
            async let outcome = bench.begin("{}", observer: witness)
            while bench.api.pendingCount == 0 { await Task.yield() }
            var headers: HTTPFields = [:]
            headers[.errorType] = header
            #expect(try await bench.post("/init/error", "no JSON", headers: headers).status == .accepted)
            guard case .failure(let failure, _) = await outcome else { throw RuntimeAPIBench.Unexpected() }
            #expect(failure.errorType == type)
            #expect(witness.ends.map(\.reportedType) == [type])
        }
    }

    @Test func `an event is delivered with all header fields and its response accepted`() async throws {
        try await RuntimeAPIBench.with { bench in
            var attributes = InvocationAttributes(clientContext: ["é": "😀"])
            attributes.tenantID = "acme"
            attributes.traceID = "Root=1"
            attributes.identity = ["id": 1]
            async let outcome = bench.invoke("{\"a\":1}", attributes)
            let event = try await bench.next()
            #expect(event.status == .ok)
            #expect(event.body == Array("{\"a\":1}".utf8))
            func field(_ name: String) -> String? { HTTPField.Name(name).flatMap { event.headers[$0] } }
            #expect(field("Lambda-Runtime-Aws-Request-Id") == "id-1")
            let deadline = field("Lambda-Runtime-Deadline-Ms").flatMap { Double($0) } ?? 0
            // The deadline is relative to the delivery.
            #expect(1...60 ~= deadline / 1000 - Date().timeIntervalSince1970)
            #expect(field("Lambda-Runtime-Invoked-Function-Arn") == "arn:function")
            #expect(field("Lambda-Runtime-Trace-Id") == "Root=1")
            #expect(field("Lambda-Runtime-Client-Context") == #"{"\u00e9":"\ud83d\ude00"}"#)
            #expect(field("Lambda-Runtime-Cognito-Identity") == #"{"id":1}"#)
            #expect(field("Lambda-Runtime-Aws-Tenant-Id") == "acme")
            let reply = try await bench.post("/invocation/id-1/response", "\"done\"")
            #expect(reply.status == .accepted)
            #expect(await outcome == .success(Array("\"done\"".utf8)))
            #expect(try await bench.post("/invocation/id-1/response", "again").status == .forbidden)
            #expect(try await bench.post("/invocation/other/response", "x").status == .badRequest)
        }
    }

    @Test func `an error report is accepted`() async throws {
        try await RuntimeAPIBench.with { bench in
            async let outcome = bench.invoke("{}")
            _ = try await bench.next()
            let body = #"{"errorMessage":"no\nway","errorType":"E","stackTrace":["a"]}"#
            #expect(try await bench.post("/invocation/id-1/error", body).status == .accepted)
            let expected = FunctionFailure(errorType: "E", errorMessage: "no\nway", stackTrace: ["a"])
            #expect(await outcome == .failure(expected))
        }
    }

    @Test func `a response that is too large is rejected with 413`() async throws {
        try await RuntimeAPIBench.with { bench in
            async let outcome = bench.invoke("{}")
            _ = try await bench.next()
            let text = String(repeating: "x", count: 1001)
            #expect(try await bench.post("/invocation/id-1/response", text).status == .contentTooLarge)
            guard case .failure(let failure) = await outcome else { throw RuntimeAPIBench.Unexpected() }
            #expect(failure.errorType == "Function.ResponseSizeTooLarge")
            #expect(try await bench.post("/invocation/id-1/error", "{}").status == .forbidden)
        }
    }

    @Test func `a failed initialization is reported`() async throws {
        try await RuntimeAPIBench.with { bench in
            async let outcome = bench.invoke("{}")
            let body = #"{"errorMessage":"no database","errorType":"ConfigError"}"#
            // The error may be reported before there is an event; then it is not returned to a caller.
            while bench.api.pendingCount == 0 { await Task.yield() }
            let reply = try await bench.post("/init/error", body)
            #expect(reply.status == .accepted)
            #expect(await outcome == .failure(FunctionFailure(errorType: "ConfigError", errorMessage: "no database")))
            let late = try await bench.next()
            #expect(late.status == .forbidden)
        }
    }

    @Test func `an unknown mode fails the invocation`() async throws {
        try await RuntimeAPIBench.with { bench in
            async let outcome = bench.invoke("{}")
            _ = try await bench.next()
            let headers: HTTPFields = [.responseMode: "buffered"]
            let reply = try await bench.post("/invocation/id-1/response", "x", headers: headers)
            #expect(reply.status == .badRequest)
            #expect(try JSON(parsing: reply.body)["errorType"] == "InvalidFunctionResponseMode")
            guard case .failure(let failure) = await outcome else { throw RuntimeAPIBench.Unexpected() }
            #expect(failure.errorType == "Runtime.InvalidResponseModeHeader")
            #expect(try await bench.post("/invocation/id-1/response", "1").status == .forbidden)
        }
    }

    @Test func `a timeout ends the invocation and the process`() async throws {
        try await RuntimeAPIBench.with(timeout: .milliseconds(20)) { bench in
            guard case .failure(let failure) = await bench.invoke("{}") else { throw RuntimeAPIBench.Unexpected() }
            #expect(failure.errorType == "Sandbox.Timedout")
            #expect(failure.errorMessage == "RequestId: id-1 Error: Task timed out after 0.02 seconds")
            #expect(bench.kills.count == 1)
        }
    }

    @Test func `the exit of the process fails its invocations`() async throws {
        try await RuntimeAPIBench.with { bench in
            async let outcome = bench.invoke("{}")
            _ = try await bench.next()
            bench.api.processEnded("error: exit status 3")
            guard case .failure(let failure) = await outcome else { throw RuntimeAPIBench.Unexpected() }
            #expect(failure.errorType == "Runtime.ExitError")
            #expect(failure.errorMessage == "RequestId: id-1 Error: Runtime exited with error: exit status 3")
        }
    }

    @Test(arguments: [
        ("/restore/next", HTTPRequest.Method.get, 404), ("/restore/error", .post, 404), ("/nothing", .get, 404),
        ("/invocation/x/other", .post, 404), ("/invocation/x/response", .get, 405),
        ("/invocation/a%2Fb/response", .post, 400),
    ])
    func `other requests are rejected`(path: String, method: HTTPRequest.Method, status: Int) async throws {
        try await RuntimeAPIBench.with { bench in
            let reply = try await bench.client.send(HTTPClientRequest(method: method, url: bench.base + path))
            #expect(reply.status.code == status)
        }
    }

    // MARK: - Closed polls

    @Test func `an event is not lost if the connection of a poll is closed`() async throws {
        try await RuntimeAPIBench.with { bench in
            // The client closes the connection while it waits for an event.
            let hasty = HTTPClient(loop: try EventLoop.start())
            let poll = Task {
                try await hasty.send(HTTPClientRequest(url: bench.base + "/invocation/next"))
            }
            while bench.api.waitingPolls == 0 { try await Task.sleep(for: .milliseconds(1)) }
            poll.cancel()
            _ = try? await poll.value
            while bench.api.waitingPolls > 0 { try await Task.sleep(for: .milliseconds(1)) }
            async let outcome = bench.invoke("{\"n\":1}")
            #expect(try await bench.next().body == Array("{\"n\":1}".utf8))
            #expect(try await bench.post("/invocation/id-1/response", "2").status == .accepted)
            #expect(await outcome == .success([UInt8(ascii: "2")]))
        }
    }

    @Test func `an event that was not delivered may be sent to another process`() async throws {
        try await RuntimeAPIBench.with { bench in
            let poll = bench.api.makePoll()
            async let delivery = bench.api.next(poll)
            while bench.api.waitingPolls == 0 { await Task.yield() }
            bench.api.pollClosed(poll)
            guard case .gone = await delivery else { throw RuntimeAPIBench.Unexpected() }
            let witness = RuntimeAPIBench.Witness()
            async let outcome = bench.begin("{}", observer: witness)
            while bench.api.pendingCount == 0 { await Task.yield() }
            bench.api.processEnded("signal: killed")
            let lost = await outcome
            #expect(lost == nil)
            #expect(witness.ends.isEmpty)
            let late = await bench.begin("{}")
            #expect(late == nil)
        }
    }

    // MARK: - Separately started processes

    @Test func `a separately started runtime may initialize again`() async throws {
        let api = RuntimeAPI(RuntimeAPI.Limits(timeout: .seconds(60)), kill: nil)
        let routes = RuntimeAPIRoutes(api: api, replacesFailedStarts: false)
        let server = try await HTTPServer.start { try await routes.respond(to: $0, $1) }
        let client = HTTPClient(loop: try EventLoop.start())
        let base = "http://127.0.0.1:\(server.port)/2018-06-01/runtime"
        func post(_ path: String, _ body: String) async throws -> HTTPResponse.Status {
            try await client.send(HTTPClientRequest(method: .post, url: base + path, body: .text(body))).status
        }
        let host = ExternalRuntimeHost(name: "f", api: api)
        async let failed = host.invoke(FunctionCall(event: Array("1".utf8))).collected()
        while api.pendingCount == 0 { await Task.yield() }
        #expect(try await post("/init/error", #"{"errorType":"E","errorMessage":"m"}"#) == .accepted)
        #expect(await failed == .failure(FunctionFailure(errorType: "E", errorMessage: "m")))
        let second = FunctionCall(event: Array("2".utf8))
        async let answered = host.invoke(second).collected()
        let event = try await client.send(HTTPClientRequest(url: base + "/invocation/next"))
        #expect(event.body == Array("2".utf8))
        #expect(try await post("/invocation/\(second.id)/response", "3") == .accepted)
        #expect(await answered == .success(Array("3".utf8)))
        // A running process cannot report that its initialization failed.
        #expect(try await post("/init/error", "{}") == .forbidden)
        await host.stop()
        #expect(try await client.send(HTTPClientRequest(url: base + "/invocation/next")).status.code == 500)
        await server.stop()
    }
}
