import Swiftlet
import Testing

@testable import SwiftletRuntime

/// `Lambda-Runtime-Invocation-Id`, echoed with the response or the error report.
@Suite(.timeLimit(.minutes(1)))
struct InvocationIDTests {
    private struct Mishap: Error {}

    private static let name = "Lambda-Runtime-Invocation-Id"

    private func harness(_ id: String?) throws -> RuntimeHarness {
        let harness = try RuntimeHarness(["SWIFTLET_INVOKE_MODE": "RESPONSE_STREAM"])
        harness.api.enqueue(Event("one", "{}", id.map { [(Self.name, $0)] } ?? []))
        return harness
    }

    @Test(arguments: ["n-1", "a b\t;=\"", "ünïcode", nil])
    func `a response carries the invocation id`(id: String?) async throws {
        let harness = try harness(id)
        #expect(try await harness.run(.echo) == 0)
        #expect(harness.api.requests(.response).map { $0.field(Self.name) } == [id])
    }

    @Test(arguments: ["n-1", nil])
    func `an error report carries the invocation id`(id: String?) async throws {
        let harness = try harness(id)
        #expect(try await harness.run(ClosureHandler { _, _ in throw Mishap() }) == 0)
        #expect(harness.api.requests(.error).map { $0.field(Self.name) } == [id])
    }

    @Test(arguments: ["n-1", nil])
    func `a streamed response carries the invocation id`(id: String?) async throws {
        let harness = try harness(id)
        let code = try await harness.run(
            ClosureHandler { _, _ in .stream(StreamedOutput(body: BodyStream { write in try await write([0x31]) })) }
        )
        #expect(code == 0)
        let response = try #require(harness.api.requests(.response).first)
        #expect(response.field("Lambda-Runtime-Function-Response-Mode") == "streaming")
        #expect(response.field(Self.name) == id)
    }

    @Test func `a retried response carries the same invocation id`() async throws {
        let harness = try harness("n-1")
        harness.api.script(.response, .close)
        #expect(try await harness.run(.echo) == 0)
        #expect(harness.api.requests(.response).map { $0.field(Self.name) } == ["n-1", "n-1"])
    }

    @Test(arguments: ["", "a\nb", "a\u{7F}b", "a\u{0}"])
    func `an invalid header field value is ignored`(id: String) throws {
        let fields = [RuntimeHeader.requestID: "one", RuntimeHeader.invocationID: id]
        #expect(try #require(InvocationHead { fields[$0] }).invocationID == nil)
    }

    @Test(arguments: [ScriptedRuntimeAPI.Call.response, .error])
    func `a late response is dropped`(call: ScriptedRuntimeAPI.Call) async throws {
        let harness = try harness("n-1")
        harness.api.enqueue(Event("two", "2", [(Self.name, "n-2")]))
        harness.api.script(call, .send(ScriptedResponse(410, #"{"errorType":"Gone"}"#).bytes))
        let code = try await harness.run(
            ClosureHandler { event, _ in
                if call == .error { throw Mishap() }
                return .bytes(event)
            }
        )
        #expect(code == 0)
        #expect(harness.api.requests(call).map { $0.field(Self.name) } == ["n-1", "n-2"])
        #expect(harness.api.requests(call == .error ? .response : .error).isEmpty)
        #expect(harness.log.text.contains("410"))
    }
}
