import Swiftlet
import SwiftletJSON
import Testing

@testable import SwiftletRuntime

/// Faults of the runtime API's reply to a response.
@Suite(.timeLimit(.minutes(1)))
struct ResponseFaultTests {
    private struct Mishap: Error {}

    /// Serves two events; the first response meets `steps`, and the second event must get a response.
    private func serveTwo(
        _ call: ScriptedRuntimeAPI.Call,
        _ steps: [ScriptedRuntimeAPI.Step]
    ) async throws -> (code: Int32, harness: RuntimeHarness) {
        let harness = try RuntimeHarness()
        harness.api.enqueue(Event("one", "1"), Event("two", "2"))
        for step in steps { harness.api.script(call, step) }
        let code = try await harness.run(
            ClosureHandler { event, _ in
                if call == .error { throw Mishap() }
                return .bytes(event)
            }
        )
        return (code, harness)
    }

    @Test(arguments: [400, 403, 404, 413, 429], [ScriptedRuntimeAPI.Call.response, .error])
    func `a rejected response is dropped and the next event is served`(status: Int, call: ScriptedRuntimeAPI.Call)
        async throws
    {
        let body = #"{"errorType":"InvalidRequestID","errorMessage":"x"}"#
        let (code, harness) = try await serveTwo(call, [.send(ScriptedResponse(status, body).bytes)])
        #expect(code == 0)
        #expect(harness.api.requests(call).map(\.requestID) == ["one", "two"])
        // No error report after a rejected response: that would be a second response.
        #expect(harness.api.requests(call == .error ? .response : .error).isEmpty)
        #expect(harness.log.text.contains("\(status)"))
        #expect(harness.log.text.contains(#""requestId":"one""#))
    }

    @Test(arguments: [500, 502, 503], [ScriptedRuntimeAPI.Call.response, .error])
    func `a server error of the runtime API ends the process`(status: Int, call: ScriptedRuntimeAPI.Call) async throws {
        let (code, harness) = try await serveTwo(call, [.send(ScriptedResponse(status).bytes)])
        #expect(code == 1)
        #expect(harness.api.requests(.next).count == 1)
        #expect(harness.api.requests(call).count == 1)
    }

    @Test(arguments: [ScriptedRuntimeAPI.Call.response, .error])
    func `a response is retried once if the connection closes without a reply`(call: ScriptedRuntimeAPI.Call)
        async throws
    {
        let (code, harness) = try await serveTwo(call, [.close])
        #expect(code == 0)
        let responses = harness.api.requests(call)
        #expect(responses.map(\.requestID) == ["one", "one", "two"])
        #expect(responses[0].body == responses[1].body)
    }

    @Test(arguments: [400, 403], [ScriptedRuntimeAPI.Call.response, .error])
    func `a rejected retry counts as delivered`(status: Int, call: ScriptedRuntimeAPI.Call) async throws {
        let (code, harness) = try await serveTwo(call, [.close, .send(ScriptedResponse(status).bytes)])
        #expect(code == 0)
        #expect(harness.api.requests(call).map(\.requestID) == ["one", "one", "two"])
        #expect(!harness.log.text.contains("dropping"))
        #expect(harness.api.requests(call == .error ? .response : .error).isEmpty)
    }

    @Test func `a response is retried at most once`() async throws {
        let (code, harness) = try await serveTwo(.response, [.close, .close])
        #expect(code == 0)
        #expect(harness.api.requests(.response).map(\.requestID) == ["one", "one", "two"])
        #expect(harness.api.requests(.error).isEmpty)
        #expect(harness.log.text.contains("response could not be sent"))
    }

    @Test(
        arguments: [
            "HTTP/1.1 202 Accepted\r\nContent-Length: 10\r\n\r\nabc", "HTTP/1.1 202 Accepted\r\nContent-Le",
            "HTTP/1.1 202 Accepted\r\n",
        ]
    )
    func `an incomplete reply with a status is accepted`(reply: String) async throws {
        let (code, harness) = try await serveTwo(.response, [.send(Array(reply.utf8), closing: true)])
        #expect(code == 0)
        #expect(harness.api.requests(.response).map(\.requestID) == ["one", "two"])
    }

    @Test func `an incomplete reply with status 500 ends the process`() async throws {
        let reply = Array("HTTP/1.1 500 Oh\r\nContent-Length: 10\r\n\r\nabc".utf8)
        let (code, harness) = try await serveTwo(.response, [.send(reply, closing: true)])
        #expect(code == 1)
        #expect(harness.api.requests(.response).count == 1)
    }

    @Test func `a response is not retried after a malformed reply`() async throws {
        let (code, harness) = try await serveTwo(.response, [.send(Array("nonsense\r\n\r\n".utf8), closing: true)])
        #expect(code == 0)
        #expect(harness.api.requests(.response).map(\.requestID) == ["one", "two"])
        #expect(harness.log.text.contains("may or may not"))
    }

    @Test func `a slow reply is awaited`() async throws {
        let (code, harness) = try await serveTwo(.response, [.trickle(ScriptedResponse(202, "{}").bytes)])
        #expect(code == 0)
        #expect(harness.api.requests(.response).map(\.requestID) == ["one", "two"])
        #expect(harness.log.lines.isEmpty)
    }

    @Test func `an interim reply is skipped`() async throws {
        let bytes = Array("HTTP/1.1 100 Continue\r\n\r\n".utf8) + ScriptedResponse(202).bytes
        let (code, harness) = try await serveTwo(.response, [.send(bytes)])
        #expect(code == 0)
        #expect(harness.api.requests(.response).count == 2)
        #expect(harness.log.lines.isEmpty)
    }

    @Test func `a connection closed after each response is reopened`() async throws {
        let (code, harness) = try await serveTwo(
            .response,
            [.send(ScriptedResponse(202).bytes, closing: true), .send(ScriptedResponse(202).bytes, closing: true)]
        )
        #expect(code == 0)
        #expect(harness.api.requests(.response).map(\.requestID) == ["one", "two"])
        #expect(harness.api.connections >= 2)
    }

    // MARK: - Sizes

    @Test func `a response of the maximum size is sent`() async throws {
        let harness = try RuntimeHarness()
        harness.api.enqueue(Event("one"))
        let limit = 6 * 1024 * 1024 + 100
        #expect(try await harness.run(ClosureHandler { _, _ in .bytes([UInt8](repeating: 0x30, count: limit)) }) == 0)
        #expect(harness.api.requests(.response).map(\.body.count) == [limit])
    }

    @Test func `a response over the limit is reported as an error`() async throws {
        let harness = try RuntimeHarness()
        harness.api.enqueue(Event("one"), Event("two"))
        let code = try await harness.run(
            ClosureHandler { event, context in
                context.requestID == "one"
                    ? .bytes([UInt8](repeating: 0x30, count: 6 * 1024 * 1024 + 101)) : .bytes(event)
            }
        )
        #expect(code == 0)
        let report = try #require(harness.api.requests(.error).first)
        #expect(report.requestID == "one")
        #expect(report.field("Lambda-Runtime-Function-Error-Type") == "Function.ResponseSizeTooLarge")
        #expect(try JSON(parsing: report.body)["errorMessage"]?.string?.contains("6291557") == true)
        #expect(harness.api.requests(.response).map(\.requestID) == ["two"])
    }

    // MARK: - Errors of the handler

    @Test(arguments: ["plain", "two\nlines", "Grüße\t\"世界\"", "\u{1}\u{7F}"])
    func `a thrown error is reported and the next event is served`(message: String) async throws {
        struct Broken: Error, CustomStringConvertible {
            var description: String
        }
        let harness = try RuntimeHarness()
        harness.api.enqueue(Event("one"), Event("two"))
        let code = try await harness.run(
            ClosureHandler { event, context in
                if context.requestID == "one" { throw Broken(description: message) }
                return .bytes(event)
            }
        )
        #expect(code == 0)
        let report = try #require(harness.api.requests(.error).first)
        #expect(report.path == "/2018-06-01/runtime/invocation/one/error")
        #expect(report.field("Lambda-Runtime-Function-Error-Type") == "Function.Broken")
        let body = try JSON(parsing: report.body)
        #expect(body["errorMessage"]?.string == message)
        #expect(body["errorType"]?.string == "Broken")
        #expect(body["stackTrace"]?.array != nil)
        let cause = try JSON(parsing: #require(report.field("Lambda-Runtime-Function-XRay-Error-Cause")))
        #expect(cause["working_directory"]?.string == "/var/task")
        #expect(cause["exceptions"]?[0]?["message"]?.string == message)
        #expect(harness.api.requests(.response).map(\.requestID) == ["two"])
        let line = try JSON(parsing: #require(harness.log.lines.first))
        #expect(line["errorMessage"]?.string == message)
        #expect(line["requestId"]?.string == "one")
    }

    @Test(arguments: ["", "not json", "[1,2", #"{"n":"text"}"#, "\u{FEFF}{}", "{\"n\":1}x"])
    func `an invalid event fails the invocation`(text: String) async throws {
        try await failOnce(Array(text.utf8))
    }

    @Test func `six mebibytes of brackets fail the invocation`() async throws {
        try await failOnce([UInt8](repeating: UInt8(ascii: "["), count: 6 * 1024 * 1024))
    }

    private func failOnce(_ event: [UInt8]) async throws {
        struct WrongShape: Error {}
        let harness = try RuntimeHarness()
        harness.api.enqueue(Event("bad", bytes: event), Event("good", #"{"n":1}"#))
        let code = try await harness.run(
            ClosureHandler { event, _ in
                guard let number = try JSON(parsing: event)["n"]?.int else { throw WrongShape() }
                return .bytes(Array("\(number)".utf8))
            }
        )
        #expect(code == 0)
        #expect(harness.api.requests(.error).map(\.requestID) == ["bad"])
        #expect(harness.api.requests(.response).map(\.text) == ["1"])
    }
}
