import Swiftlet
import SwiftletJSON
import Synchronization
import Testing

@testable import SwiftletRuntime

/// The internal extension whose registration makes the platform send SIGTERM.
@Suite(.timeLimit(.minutes(1)))
struct ShutdownExtensionTests {
    private static let registered = ScriptedResponse(200, "{}", fields: [("lambda-extension-identifier", "id-1")]).bytes

    private func harness() throws -> RuntimeHarness {
        let harness = try RuntimeHarness()
        harness.api.script(.registerExtension, .send(Self.registered))
        return harness
    }

    private func deployment(_ calls: SharedList<String>, _ handler: ClosureHandler = .echo) -> Deployment {
        var deployment = Deployment(handler)
        deployment.needsShutdown = true
        deployment.start = { calls.append("start") }
        deployment.shutdown = { calls.append("shutdown") }
        return deployment
    }

    @Test func `an extension without events is registered before the first event is fetched`() async throws {
        let harness = try harness()
        harness.api.enqueue(Event("one"))
        let calls = SharedList<String>()
        #expect(try await harness.run(deployment(calls)) == 0)
        #expect(calls.values == ["start", "shutdown"])
        let requests = harness.api.requests
        let register = try #require(requests.first)
        #expect(register.call == .registerExtension)
        #expect(register.method == "POST")
        #expect(register.path == "/2020-01-01/extension/register")
        #expect(register.field("Lambda-Extension-Name") == "swiftlet-shutdown")
        #expect(register.text == #"{"events":[]}"#)
        let pending = harness.api.requests(.nextExtensionEvent)
        #expect(pending.map { $0.field("Lambda-Extension-Identifier") } == ["id-1"])
        #expect(pending.map(\.method) == ["GET"])
        // A separate connection: the request stays pending for the lifetime of the process.
        #expect(harness.api.requests(.next).allSatisfy { $0.connection != register.connection })
        #expect(harness.api.requests(.response).map(\.requestID) == ["one"])
        #expect(harness.log.lines.isEmpty)
    }

    @Test func `an app without anything to shut down registers nothing`() async throws {
        let harness = try harness()
        harness.api.enqueue(Event("one"))
        #expect(try await harness.run(.echo) == 0)
        #expect(harness.api.requests(.registerExtension).isEmpty)
    }

    @Test func `an app needs a shutdown if a dependency outlives a request`() {
        let pool = Dependency(.perProcess) { 1 }
        let request = Dependency(.perRequest) { 1 }
        let app: (Dependency<Int>) -> App = { dependency in
            App(title: "", version: "") { Endpoint(.get, "/", Inject(dependency)) { "\($0)" } }
        }
        #expect(Deployment(app: app(pool)).needsShutdown)
        #expect(!Deployment(app: app(request)).needsShutdown)
    }

    @Test(
        arguments: [
            .send(ScriptedResponse(404).bytes), .send(ScriptedResponse(403).bytes), .send(ScriptedResponse(500).bytes),
            .send(ScriptedResponse(200).bytes), .close,
            .hang, .send(Array("nonsense\r\n\r\n".utf8), closing: true),
        ] as [ScriptedRuntimeAPI.Step]
    )
    func `a platform without extensions is supported`(step: ScriptedRuntimeAPI.Step) async throws {
        let harness = try RuntimeHarness()
        harness.api.script(.registerExtension, step)
        harness.api.enqueue(Event("one"))
        let calls = SharedList<String>()
        #expect(try await harness.run(deployment(calls)) == 0)
        #expect(calls.values == ["start", "shutdown"])
        #expect(harness.api.requests(.response).map(\.requestID) == ["one"])
        #expect(harness.api.requests(.registerExtension).count == 1)
        #expect(harness.log.lines.isEmpty)
    }

    @Test(arguments: [200, 403, 500])
    func `an extension event is ignored`(status: Int) async throws {
        let harness = try harness()
        harness.api.script(.nextExtensionEvent, .send(ScriptedResponse(status, #"{"eventType":"INVOKE"}"#).bytes))
        for number in 0..<20 { harness.api.enqueue(Event("e\(number)")) }
        #expect(try await harness.run(deployment(SharedList())) == 0)
        #expect(harness.api.requests(.response).count == 20)
        #expect(harness.api.requests(.nextExtensionEvent).count <= 1)
        #expect(harness.log.lines.isEmpty)
    }

    /// Runs a handler that stops the runtime, and then continues.
    private func stop(
        _ grace: Duration,
        during body: @escaping @Sendable () async throws -> Void,
        shutdown: @escaping @Sendable () async throws -> Void = {}
    ) async throws -> (code: Int32, calls: [String], harness: RuntimeHarness) {
        var harness = try harness()
        harness.stopsWhenIdle = false
        harness.terminationGracePeriod = grace
        let deadline = LogTime.now.microseconds / 1000 + 600_000
        harness.api.enqueue(Event("one", "{}", [("Lambda-Runtime-Deadline-Ms", "\(deadline)")]))
        let runtime = Mutex<RuntimeLoop?>(nil)
        let calls = SharedList<String>()
        var deployment = deployment(
            calls,
            ClosureHandler { event, _ in
                runtime.withLock { $0?.stop() }
                try await body()
                calls.append("responded")
                return .bytes(event)
            }
        )
        deployment.shutdown = {
            calls.append("shutdown")
            try await shutdown()
        }
        let stopping = deployment
        let code = try await harness.run(making: { stopping }, control: { loop in runtime.withLock { $0 = loop } })
        return (code, calls.values, harness)
    }

    @Test func `an invocation in flight ends before the shutdown`() async throws {
        let (code, calls, harness) = try await stop(.seconds(50)) { try await Task.sleep(for: .milliseconds(50)) }
        #expect(code == 0)
        #expect(calls == ["start", "responded", "shutdown"])
        #expect(harness.api.requests(.response).map(\.requestID) == ["one"])
    }

    @Test func `an invocation in flight does not prevent the shutdown`() async throws {
        let (code, calls, _) = try await stop(.milliseconds(300)) { try await Task.sleep(for: .seconds(3600)) }
        #expect(code == 0)
        #expect(calls == ["start", "shutdown"])
    }

    @Test func `a cancelled invocation can send its response`() async throws {
        let (code, calls, harness) = try await stop(.seconds(3)) { try? await Task.sleep(for: .seconds(3600)) }
        #expect(code == 0)
        #expect(calls == ["start", "responded", "shutdown"])
        #expect(harness.api.requests(.response).map(\.requestID) == ["one"])
    }

    @Test func `a hanging shutdown does not prevent the exit`() async throws {
        let (code, calls, _) = try await stop(.milliseconds(300)) {
        } shutdown: {
            try await Task.sleep(for: .seconds(3600))
        }
        #expect(code == 0)
        #expect(calls == ["start", "responded", "shutdown"])
    }
}
