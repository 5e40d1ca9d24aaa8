import Swiftlet
import SwiftletJSON
import Synchronization
import Testing

@testable import SwiftletRuntime

@Suite(.timeLimit(.minutes(1)))
struct StreamingTests {
    private struct Leak: Error, CustomStringConvertible {
        var description: String { "The pipe\nlëaks." }
    }

    private static let prelude =
        Array(#"{"statusCode":200,"headers":{},"cookies":[]}"#.utf8) + [UInt8](repeating: 0, count: 8)

    private static func output(_ body: BodyStream) -> HandlerOutput {
        .stream(
            StreamedOutput(
                contentType: "application/vnd.awslambda.http-integration-response",
                prelude: prelude,
                body: body
            )
        )
    }

    private func harness() throws -> RuntimeHarness {
        try RuntimeHarness(["SWIFTLET_INVOKE_MODE": "RESPONSE_STREAM"])
    }

    @Test func `a stream is sent in chunks`() async throws {
        let harness = try harness()
        harness.api.enqueue(Event("one"), Event("two"))
        let code = try await harness.run(
            ClosureHandler { _, context in
                #expect(context.streamsResponses)
                return Self.output(
                    BodyStream { write in
                        #expect(Context.current?.requestID == context.requestID)
                        for part in ["a", "", "bc", "d"] { try await write(Array(part.utf8)) }
                    }
                )
            }
        )
        #expect(code == 0)
        let responses = harness.api.requests(.response)
        #expect(responses.map(\.requestID) == ["one", "two"])
        for response in responses {
            #expect(response.field("Lambda-Runtime-Function-Response-Mode") == "streaming")
            #expect(response.field("Content-Type") == "application/vnd.awslambda.http-integration-response")
            #expect(response.field("Transfer-Encoding") == "chunked")
            #expect(response.field("Content-Length") == nil)
            #expect(response.field("Expect") == nil)
            #expect(
                response.field("Trailer")
                    == "Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body"
            )
            #expect(response.body == Self.prelude + Array("abcd".utf8))
            #expect(response.trailers.isEmpty)
            #expect(response.isComplete)
        }
        #expect(harness.api.connections == 1)
    }

    @Test func `an error during the stream is sent in the trailers`() async throws {
        let harness = try harness()
        harness.api.enqueue(Event("one"), Event("two", "2"))
        let code = try await harness.run(
            ClosureHandler { event, context in
                guard context.requestID == "one" else { return .bytes(event) }
                return Self.output(
                    BodyStream { write in
                        try await write(Array("half".utf8))
                        throw Leak()
                    }
                )
            }
        )
        #expect(code == 0)
        let response = try #require(harness.api.requests(.response).first)
        #expect(response.body == Self.prelude + Array("half".utf8))
        #expect(response.trailer("Lambda-Runtime-Function-Error-Type") == "Function.Leak")
        let body = try #require(response.trailer("Lambda-Runtime-Function-Error-Body").flatMap { Base64.decode($0) })
        #expect(try JSON(parsing: body)["errorMessage"]?.string == "The pipe\nlëaks.")
        #expect(try JSON(parsing: body)["errorType"]?.string == "Leak")
        #expect(harness.api.requests(.error).isEmpty)
        #expect(harness.api.requests(.response).map(\.requestID) == ["one", "two"])
        #expect(harness.log.text.contains("while streaming its response"))
    }

    @Test func `the writer waits for the reader`() async throws {
        let harness = try harness()
        harness.api.readSlowly(pause: 0.001)
        harness.api.enqueue(Event("one"))
        let part = [UInt8](repeating: 0x61, count: 100_000)
        let code = try await harness.run(
            ClosureHandler { _, _ in
                Self.output(BodyStream { write in for _ in 0..<200 { try await write(part) } })
            }
        )
        #expect(code == 0)
        #expect(harness.api.requests(.response).first?.body.count == Self.prelude.count + 200 * part.count)
    }

    @Test func `a stream is collected where streaming is disabled`() async throws {
        let harness = try RuntimeHarness()
        harness.api.enqueue(Event("one"))
        let code = try await harness.run(
            ClosureHandler { _, context in
                #expect(!context.streamsResponses)
                return Self.output(BodyStream { write in try await write(Array("abc".utf8)) })
            }
        )
        #expect(code == 0)
        let response = try #require(harness.api.requests(.response).first)
        #expect(response.body == Self.prelude + Array("abc".utf8))
        #expect(response.field("Content-Length") != nil)
        #expect(response.field("Lambda-Runtime-Function-Response-Mode") == nil)
    }

    @Test(arguments: [400, 403, 413])
    func `an early rejection stops the writer`(status: Int) async throws {
        let harness = try harness()
        harness.api.rejectEarly(.response, ScriptedResponse(status).bytes)
        harness.api.enqueue(Event("one"), Event("two", "2"))
        let code = try await harness.run(
            ClosureHandler { event, context in
                guard context.requestID == "one" else { return .bytes(event) }
                return Self.output(
                    BodyStream { write in
                        while true { try await write([UInt8](repeating: 0x61, count: 100_000)) }
                    }
                )
            }
        )
        #expect(code == 0)
        #expect(harness.api.requests(.response).map(\.requestID) == ["one", "two"])
        #expect(harness.api.requests(.error).count <= 1)
        // The log line is missing if the response was lost with the connection.
        if harness.api.requests(.error).isEmpty {
            #expect(harness.log.text.contains("larger than the platform accepts") == (status == 413))
        }
    }

    @Test func `an early rejection cancels a writer that is waiting`() async throws {
        let harness = try harness()
        harness.api.rejectEarly(.response, ScriptedResponse(413).bytes)
        harness.api.enqueue(Event("one"), Event("two", "2"))
        let code = try await harness.run(
            ClosureHandler { event, context in
                guard context.requestID == "one" else { return .bytes(event) }
                return Self.output(
                    BodyStream { write in
                        try await write(Array("a".utf8))
                        // Longer than the test's time limit.
                        try await Task.sleep(for: .seconds(3600))
                    }
                )
            }
        )
        #expect(code == 0)
        #expect(harness.api.requests(.response).map(\.requestID) == ["one", "two"])
    }

    @Test func `a stream that could not be sent is reported as an error`() async throws {
        let harness = try harness()
        harness.api.script(.response, .close)
        harness.api.enqueue(Event("one"), Event("two", "2"))
        let code = try await harness.run(
            ClosureHandler { event, context in
                guard context.requestID == "one" else { return .bytes(event) }
                return Self.output(BodyStream { write in try await write(Array("abc".utf8)) })
            }
        )
        #expect(code == 0)
        #expect(harness.api.requests(.response).map(\.requestID) == ["one", "two"])
        let report = try #require(harness.api.requests(.error).first)
        #expect(report.requestID == "one")
        #expect(report.field("Lambda-Runtime-Function-Error-Type") == "Runtime.StreamingFailed")
    }

    @Test func `an invalid content type is an error`() async throws {
        let harness = try harness()
        harness.api.enqueue(Event("one"))
        let code = try await harness.run(
            ClosureHandler { _, _ in
                .stream(StreamedOutput(contentType: "a/b\r\nX: y", body: BodyStream { write in try await write([1]) }))
            }
        )
        #expect(code == 0)
        #expect(harness.api.requests(.response).isEmpty)
        #expect(harness.api.requests(.error).map(\.requestID) == ["one"])
    }

    @Test func `the deadline ends a stream`() async throws {
        let harness = try harness()
        let deadline = LogTime.now.microseconds / 1000 + 200
        harness.api.enqueue(Event("one", "{}", [("Lambda-Runtime-Deadline-Ms", "\(deadline)")]))
        let code = try await harness.run(
            ClosureHandler { _, _ in
                Self.output(
                    BodyStream { write in
                        try await write(Array("half".utf8))
                        try await Task.sleep(for: .seconds(3600))
                    }
                )
            }
        )
        #expect(code == 0)
        let response = try #require(harness.api.requests(.response).first)
        #expect(response.trailer("Lambda-Runtime-Function-Error-Type") == "Function.TimedOut")
    }
}
