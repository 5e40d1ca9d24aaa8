import Swiftlet
import Testing

@testable import SwiftletRuntime

/// The content type of the responses of handlers without an app.
@Suite(.timeLimit(.minutes(1)))
struct ContentTypeTests {
    private func responses(
        _ variables: [String: String] = [:],
        _ output: @escaping @Sendable (Context) -> HandlerOutput
    ) async throws -> [ScriptedRuntimeAPI.Request] {
        let harness = try RuntimeHarness(variables)
        harness.api.enqueue(Event("one"))
        #expect(try await harness.run(ClosureHandler { _, context in output(context) }) == 0)
        return harness.api.requests.filter { $0.call == .response || $0.call == .error }
    }

    private static let table = HandlerOutput.streaming("text/csv") { write in
        try await write(Array("1,2\n".utf8))
        try await write(Array("3,4\n".utf8))
    }

    @Test func `a buffered response has the content type that the handler chooses`() async throws {
        let outputs: [(HandlerOutput, String)] = [
            (.bytes(Array("{}".utf8)), "application/json"), (.content(Array("{}".utf8), type: "text/x"), "text/x"),
        ]
        for (output, type) in outputs {
            let response = try #require(try await responses { _ in output }.first)
            #expect(response.call == .response)
            #expect(response.text == "{}")
            #expect(response.field("Content-Type") == type)
            #expect(response.field("Lambda-Runtime-Function-Response-Mode") == nil)
        }
    }

    @Test(arguments: [true, false]) func `a response of a closure is streamed where possible`(streams: Bool)
        async throws
    {
        let variables = streams ? ["SWIFTLET_INVOKE_MODE": "RESPONSE_STREAM"] : [:]
        let response = try #require(try await responses(variables) { _ in Self.table }.first)
        #expect(response.text == "1,2\n3,4\n")
        #expect(response.field("Content-Type") == "text/csv")
        #expect(response.field("Lambda-Runtime-Function-Response-Mode") == (streams ? "streaming" : nil))
    }

    @Test func `an HTTP response is streamed with its prelude`() async throws {
        let response = try #require(
            try await responses(["SWIFTLET_INVOKE_MODE": "RESPONSE_STREAM"]) { _ in
                var response = Response.text("Hello", status: .created)
                response.headers[.setCookie] = "a=1"
                return .streaming(response)
            }
            .first
        )
        #expect(response.field("Content-Type") == "application/vnd.awslambda.http-integration-response")
        let parts = response.body.split(separator: 0)
        #expect(parts.count == 2)
        #expect(String(decoding: parts[0], as: UTF8.self).contains("\"statusCode\":201"))
        #expect(String(decoding: parts[0], as: UTF8.self).contains("\"cookies\":[\"a=1\"]"))
        #expect(parts[1] == ArraySlice("Hello".utf8))
    }

    @Test func `an invalid content type fails the invocation`() async throws {
        let requests = try await responses { _ in .content([], type: "text/x\r\nX-Injected: 1") }
        #expect(requests.map(\.call) == [.error])
        #expect(requests.first?.field("Lambda-Runtime-Function-Error-Type") == "Function.InvalidContentType")
    }

    @Test func `a response of any content type is limited`() async throws {
        let requests = try await responses { _ in
            .content([UInt8](repeating: 0, count: RuntimeLimit.payloadBytes + 1), type: "text/x")
        }
        #expect(requests.map(\.call) == [.error])
    }
}
