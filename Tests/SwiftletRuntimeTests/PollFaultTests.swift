import Foundation
import Swiftlet
import Testing

@testable import SwiftletRuntime

/// Faults of the request for the next event: no event is lost or served twice.
@Suite(.timeLimit(.minutes(1)))
struct PollFaultTests {
    /// Serves events after `steps`, and expects one response for each.
    private func serve(
        after steps: [ScriptedRuntimeAPI.Step],
        _ events: [Event] = [Event("one", "1"), Event("two", "2")]
    ) async throws -> RuntimeHarness {
        let harness = try RuntimeHarness()
        for step in steps { harness.api.script(.next, step) }
        for event in events { harness.api.enqueue(event) }
        #expect(try await harness.run(.echo) == 0)
        #expect(harness.api.requests(.response).map(\.requestID) == events.map(\.id))
        #expect(harness.api.requests(.response).map(\.body) == events.map(\.body))
        #expect(harness.api.requests(.error).isEmpty)
        return harness
    }

    @Test func `No Content repeats the request`() async throws {
        let harness = try await serve(after: [.send(ScriptedResponse(204).bytes), .send(ScriptedResponse(204).bytes)])
        #expect(harness.api.requests(.next).count == 5)
        #expect(harness.log.lines.isEmpty)
    }

    @Test(arguments: [400, 403, 404, 500, 503])
    func `a rejected request ends the process`(status: Int) async throws {
        let harness = try RuntimeHarness()
        harness.api.script(.next, .send(ScriptedResponse(status, #"{"errorType":"InvalidStateTransition"}"#).bytes))
        #expect(try await harness.run(.echo) == 1)
        #expect(harness.api.requests(.next).count == 1)
        #expect(harness.log.text.contains("\(status)"))
    }

    @Test func `a connection closed without a reply is reopened`() async throws {
        let harness = try await serve(after: [.close, .close, .close])
        #expect(harness.log.text.contains("retrying"))
    }

    @Test(
        arguments: [
            "HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: one\r\nContent-Length: 10\r\n\r\n123",
            "HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: one\r\nContent-Length: 10\r\n\r\n",
            "HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Req", "HTTP/1.1 200 OK\r\n", "HTTP/1.", "H",
            "HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: one\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n12",
            "HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: one\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n1\r\n",
        ]
    )
    func `a truncated reply is not an event`(reply: String) async throws {
        _ = try await serve(after: [.send(Array(reply.utf8), closing: true)])
    }

    @Test(arguments: ["garbage\r\n\r\n", "HTTP/9.9 abc\r\n\r\n", "\u{0}\u{1}\u{2}", "SSH-2.0-OpenSSH_9\r\n"])
    func `a malformed reply is not an event`(reply: String) async throws {
        let harness = try RuntimeHarness()
        harness.api.script(.next, .send(Array(reply.utf8), closing: true))
        harness.api.enqueue(Event("one", "1"))
        let code = try await harness.run(.echo)
        // Either it cannot be parsed, or it has an invalid status.
        if code == 0 {
            #expect(harness.api.requests(.response).map(\.requestID) == ["one"])
        } else {
            #expect(code == 1 && harness.api.requests(.response).isEmpty)
        }
    }

    @Test func `a connection closed between invocations is reopened`() async throws {
        let harness = try RuntimeHarness()
        for number in 0..<5 {
            harness.api.script(.next, .send(Event("e\(number)", "\(number)").reply, closing: true))
        }
        #expect(try await harness.run(.echo) == 0)
        #expect(harness.api.requests(.response).map(\.text) == ["0", "1", "2", "3", "4"])
        #expect(harness.api.connections >= 5)
    }

    @Test func `an event may be chunked`() async throws {
        let text = #"{"text":"\#(String(repeating: "ü", count: 1000))"}"#
        _ = try await serve(after: [], [Event("one", text, isChunked: true), Event("two", "", isChunked: true)])
    }

    @Test func `an event may arrive slowly`() async throws {
        let harness = try RuntimeHarness()
        harness.api.script(.next, .trickle(Event("one", #"{"slow":true}"#).reply))
        #expect(try await harness.run(.echo) == 0)
        #expect(harness.api.requests(.response).map(\.text) == [#"{"slow":true}"#])
    }

    @Test func `an event may have the maximum size`() async throws {
        let bytes = [UInt8](repeating: UInt8(ascii: "7"), count: 6 * 1024 * 1024 + 100)
        _ = try await serve(after: [], [Event("one", bytes: bytes), Event("two", bytes: bytes, isChunked: true)])
    }

    @Test func `a reply without a request id is not an event`() async throws {
        let harness = try await serve(after: [.send(ScriptedResponse(200, "{}").bytes)])
        #expect(harness.log.text.contains("Lambda-Runtime-Aws-Request-Id"))
    }

    @Test func `repeated failures end the process`() async throws {
        let harness = try RuntimeHarness()
        for _ in 0..<100 { harness.api.script(.next, .close) }
        #expect(try await harness.run(.echo) == 1)
        #expect(harness.log.text.contains("cannot be reached"))
        // A stale connection is retried at most once per attempt.
        #expect(harness.retry.attempts...2 * harness.retry.attempts ~= harness.api.requests(.next).count)
    }

    @Test func `a success resets the failure count`() async throws {
        let harness = try RuntimeHarness()
        for number in 0..<10 {
            for _ in 0..<harness.retry.attempts - 2 { harness.api.script(.next, .close) }
            harness.api.enqueue(Event("e\(number)"))
        }
        #expect(try await harness.run(.echo) == 0)
        #expect(harness.api.requests(.response).count == 10)
    }

    @Test func `an unreachable runtime API ends the process`() async throws {
        // Nothing listens on the port of the closed server.
        let closed = try ScriptedRuntimeAPI()
        closed.close()
        let harness = try RuntimeHarness(["AWS_LAMBDA_RUNTIME_API": closed.address])
        #expect(try await harness.run(.echo) == 1)
        #expect(harness.log.text.contains("cannot be reached"))
    }

    @Test func `a proxy in the environment is ignored`() async {
        // In a separate process: the HTTP client of other tests uses the proxy.
        await #expect(processExitsWith: .exitCode(0)) {
            setVariable("http_proxy", "http://127.0.0.1:1")
            setVariable("all_proxy", "http://127.0.0.1:1")
            let harness = try RuntimeHarness()
            harness.api.enqueue(Event("one"))
            let code = try await harness.run(.echo)
            exit(code == 0 && harness.api.requests(.response).count == 1 ? 0 : 3)
        }
    }
}
