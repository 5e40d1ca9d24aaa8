import Foundation
import Swiftlet
import SwiftletIO
import SwiftletJSON
import Synchronization
import Testing

@testable import SwiftletRuntime

/// The start and the end of a process.
@Suite(.timeLimit(.minutes(1)))
struct LifecycleTests {
    struct NoDatabase: Error, CustomStringConvertible {
        var description: String { "The database\nis nöt there." }
    }

    // MARK: - Start

    @Test func `an error creating the app is reported`() async throws {
        let harness = try RuntimeHarness()
        let code = try await harness.run(making: { throw NoDatabase() })
        #expect(code == 1)
        let report = try #require(harness.api.requests(.initError).first)
        #expect(report.method == "POST")
        #expect(report.path == "/2018-06-01/runtime/init/error")
        #expect(report.field("Lambda-Runtime-Function-Error-Type") == "Function.NoDatabase")
        #expect(report.field("Lambda-Runtime-Function-XRay-Error-Cause") != nil)
        #expect(try JSON(parsing: report.body)["errorMessage"]?.string == "The database\nis nöt there.")
        #expect(harness.api.requests(.next).isEmpty)
        #expect(harness.log.text.contains("could not start"))
    }

    @Test func `an error starting the app is reported`() async throws {
        let harness = try RuntimeHarness()
        var deployment = Deployment(ClosureHandler.echo)
        deployment.start = { throw NoDatabase() }
        #expect(try await harness.run(deployment) == 1)
        #expect(harness.api.requests.map(\.call) == [.initError])
    }

    @Test(arguments: [202, 403, 500])
    func `the process exits whatever the reply to the report`(status: Int) async throws {
        let harness = try RuntimeHarness()
        harness.api.script(.initError, .send(ScriptedResponse(status).bytes))
        #expect(try await harness.run(making: { throw NoDatabase() }) == 1)
        #expect(harness.api.requests.map(\.call) == [.initError])
    }

    @Test func `a failed report is logged`() async throws {
        let closed = try ScriptedRuntimeAPI()
        closed.close()
        let harness = try RuntimeHarness(["AWS_LAMBDA_RUNTIME_API": closed.address])
        #expect(try await harness.run(making: { throw NoDatabase() }) == 1)
        #expect(harness.log.text.contains("could not be reported"))
        #expect(harness.log.text.contains("NoDatabase"))
    }

    @Test func `an unknown handler is reported with the available names`() async throws {
        struct Unknown: Error, CustomStringConvertible {
            var description: String { "There is no handler `nope`. The handlers are: app, get_user." }
        }
        let harness = try RuntimeHarness(["_HANDLER": "nope"])
        var deployment = Deployment(ClosureHandler.echo)
        deployment.handler = { name in
            #expect(name == "nope")
            throw Unknown()
        }
        #expect(try await harness.run(deployment) == 1)
        let report = try #require(harness.api.requests(.initError).first)
        #expect(report.field("Lambda-Runtime-Function-Error-Type") == "Runtime.NoSuchHandler")
        #expect(report.text.contains("get_user"))
    }

    @Test(arguments: [(nil, "app"), ("", "app"), ("get_user", "get_user")] as [(String?, String)])
    func `_HANDLER selects the handler`(value: String?, expected: String) async throws {
        var harness = try RuntimeHarness()
        harness.variables["_HANDLER"] = value
        harness.api.enqueue(Event("one"))
        var deployment = Deployment(ClosureHandler.echo)
        deployment.handler = { name in ClosureHandler { _, _ in .bytes(Array(name.utf8)) } }
        #expect(try await harness.run(deployment) == 0)
        #expect(harness.api.requests(.response).map(\.text) == [expected])
    }

    @Test func `an invalid variable is reported`() async throws {
        let harness = try RuntimeHarness(["AWS_LAMBDA_MAX_CONCURRENCY": "lots"])
        #expect(try await harness.run(.echo) == 1)
        #expect(harness.api.requests(.initError).first?.text.contains("AWS_LAMBDA_MAX_CONCURRENCY") == true)
    }

    @Test(arguments: [nil, "", "host:port", "ftp://host:1"] as [String?])
    func `a missing runtime API is logged`(value: String?) async throws {
        var harness = try RuntimeHarness()
        harness.variables["AWS_LAMBDA_RUNTIME_API"] = value
        #expect(try await harness.run(.echo) == 1)
        #expect(harness.log.lines.count == 1)
        #expect(harness.log.text.contains("AWS_LAMBDA_RUNTIME_API"))
        #expect(harness.log.text.contains("invoke FILE"))
    }

    // MARK: - Restore

    @Test func `a process with a snapshot starts after the restore`() async throws {
        let harness = try RuntimeHarness(["AWS_LAMBDA_INITIALIZATION_TYPE": "snap-start"])
        harness.api.script(.restoreNext, .send(ScriptedResponse(200).bytes))
        harness.api.enqueue(Event("one"))
        var deployment = Deployment(ClosureHandler.echo)
        let api = harness.api
        deployment.start = { #expect(api.requests.map(\.call) == [.restoreNext]) }
        #expect(try await harness.run(deployment) == 0)
        #expect(harness.api.requests.map(\.call) == [.restoreNext, .next, .response, .next])
    }

    @Test func `a platform without snapshots is supported`() async throws {
        let harness = try RuntimeHarness(["AWS_LAMBDA_INITIALIZATION_TYPE": "snap-start"])
        harness.api.enqueue(Event("one"))
        #expect(try await harness.run(.echo) == 0)
        #expect(harness.api.requests.map(\.call) == [.restoreNext, .next, .response, .next])
    }

    @Test(arguments: [403, 500])
    func `a rejected restore request ends the process`(status: Int) async throws {
        let harness = try RuntimeHarness(["AWS_LAMBDA_INITIALIZATION_TYPE": "snap-start"])
        harness.api.script(.restoreNext, .send(ScriptedResponse(status).bytes))
        #expect(try await harness.run(.echo) == 1)
        #expect(harness.api.requests.map(\.call) == [.restoreNext])
    }

    @Test(arguments: [200, 404])
    func `an error starting after the restore is a restore error`(status: Int) async throws {
        let harness = try RuntimeHarness(["AWS_LAMBDA_INITIALIZATION_TYPE": "snap-start"])
        harness.api.script(.restoreNext, .send(ScriptedResponse(status).bytes))
        var deployment = Deployment(ClosureHandler.echo)
        deployment.start = { throw NoDatabase() }
        #expect(try await harness.run(deployment) == 1)
        #expect(harness.api.requests.map(\.call) == [.restoreNext, status == 200 ? .restoreError : .initError])
    }

    @Test func `didRestore runs after the restore and before the start`()
        async throws
    {
        var harness = try RuntimeHarness(["AWS_LAMBDA_INITIALIZATION_TYPE": "snap-start"])
        harness.api.script(.restoreNext, .send(ScriptedResponse(200).bytes))
        let steps = Mutex<[String]>([])
        let api = harness.api
        harness.didRestore = { steps.withLock { $0.append("renewed after \(api.requests.count) request") } }
        var deployment = Deployment(ClosureHandler.echo)
        deployment.start = { steps.withLock { $0.append("started") } }
        #expect(try await harness.run(deployment) == 0)
        #expect(steps.withLock { $0 } == ["renewed after 1 request", "started"])
    }

    @Test(arguments: ["snap-start", "on-demand"])
    func `didRestore does not run without a restore`(initialization: String) async throws {
        var harness = try RuntimeHarness(["AWS_LAMBDA_INITIALIZATION_TYPE": initialization])
        harness.didRestore = { throw NoDatabase() }
        #expect(try await harness.run(.echo) == 0)
    }

    @Test func `an error of didRestore is reported as a restore error`() async throws {
        var harness = try RuntimeHarness(["AWS_LAMBDA_INITIALIZATION_TYPE": "snap-start"])
        harness.api.script(.restoreNext, .send(ScriptedResponse(200).bytes))
        harness.didRestore = { throw GeneratorError() }
        #expect(try await harness.run(.echo) == 1)
        #expect(harness.api.requests.map(\.call) == [.restoreNext, .restoreError])
        #expect(harness.log.text.contains("could not be reseeded"))
    }

    @Test func `OpenSSL's generator is reseeded if it is loaded`() throws {
        try OpenSSLGenerator.reseed()
    }

    @Test func `no restore is requested without a snapshot`() async throws {
        let harness = try RuntimeHarness(["AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand"])
        #expect(try await harness.run(.echo) == 0)
        #expect(harness.api.requests(.restoreNext).isEmpty)
    }

    // MARK: - Stop

    @Test func `a stop while idle exits with 0`() async throws {
        let harness = try RuntimeHarness()
        let calls = SharedList<String>()
        var deployment = Deployment(ClosureHandler.echo)
        deployment.start = { calls.append("start") }
        deployment.shutdown = { calls.append("shutdown") }
        #expect(try await harness.run(deployment) == 0)
        #expect(calls.values == ["start", "shutdown"])
    }

    @Test func `a stop during an invocation waits for its response`() async throws {
        var harness = try RuntimeHarness()
        harness.stopsWhenIdle = false
        harness.api.enqueue(Event("one", "1"), Event("two", "2"))
        let runtime = Mutex<RuntimeLoop?>(nil)
        let calls = SharedList<String>()
        var deployment = Deployment(
            ClosureHandler { event, _ in
                runtime.withLock { $0?.stop() }
                // Long enough to detect a stop that does not wait.
                try await Task.sleep(for: .milliseconds(50))
                calls.append("responded")
                return .bytes(event)
            }
        )
        deployment.shutdown = { calls.append("shutdown") }
        let stopping = deployment
        let code = try await harness.run(making: { stopping }, control: { loop in runtime.withLock { $0 = loop } })
        #expect(code == 0)
        #expect(calls.values == ["responded", "shutdown"])
        #expect(harness.api.requests(.response).map(\.requestID) == ["one"])
        #expect(harness.api.requests(.next).count == 1)
    }

    @Test func `an event that is arriving during the stop is served`() async throws {
        var harness = try RuntimeHarness()
        harness.stopsWhenIdle = false
        let reply = Event("one", String(repeating: "1", count: 500)).reply
        harness.api.script(.next, .trickle(reply))
        let api = harness.api
        let stop: @Sendable (RuntimeLoop) -> Void = { runtime in
            Thread.detachNewThread {
                // The status line is sent immediately, and the rest takes 100 ms.
                while api.requests(.next).isEmpty { usleep(500) }
                usleep(30_000)
                runtime.stop()
            }
        }
        let code = try await harness.run(making: { Deployment(ClosureHandler.echo) }, control: stop)
        #expect(code == 0)
        // Either nothing had arrived before the stop, or the event got a response.
        #expect(api.requests(.response).count <= 1)
        #expect(api.requests(.next).count == 1)
    }

    @Test func `a stop during the start is handled`() async throws {
        var harness = try RuntimeHarness()
        harness.stopsWhenIdle = false
        let runtime = Mutex<RuntimeLoop?>(nil)
        var deployment = Deployment(ClosureHandler.echo)
        deployment.start = { runtime.withLock { $0?.stop() } }
        let stopping = deployment
        let code = try await harness.run(making: { stopping }, control: { loop in runtime.withLock { $0 = loop } })
        #expect(code == 0)
        #expect(harness.api.requests(.next).isEmpty)
    }

    @Test func `a failed shutdown is logged`() async throws {
        let harness = try RuntimeHarness()
        var deployment = Deployment(ClosureHandler.echo)
        deployment.shutdown = { throw NoDatabase() }
        #expect(try await harness.run(deployment) == 0)
        #expect(harness.log.text.contains("failed to shut down"))
    }

    @Test func `a failed process shuts the app down with a time limit`() async throws {
        let harness = try RuntimeHarness()
        harness.api.script(.next, .send(ScriptedResponse(500).bytes))
        let calls = SharedList<String>()
        var deployment = Deployment(ClosureHandler.echo)
        deployment.shutdown = {
            calls.append("shutdown")
            try await Task.sleep(for: .seconds(3600))
        }
        #expect(try await harness.run(deployment) == 1)
        #expect(calls.values == ["shutdown"])
    }

    // MARK: - Concurrency

    @Test func `AWS_LAMBDA_MAX_CONCURRENCY events are served concurrently`() async throws {
        var harness = try RuntimeHarness(["AWS_LAMBDA_MAX_CONCURRENCY": "4"])
        harness.stopsAfterResponses = 4
        let ids = (0..<4).map { "e\($0)" }
        for id in ids { harness.api.enqueue(Event(id, "\"\(id)\"", [("Lambda-Runtime-Trace-Id", "Root=\(id)")])) }
        let meeting = Meeting(count: 4)
        let code = try await harness.run(
            ClosureHandler { event, context in
                // No invocation ends before all have started: with fewer concurrent ones this would hang.
                try await meeting.attend()
                #expect(Context.current?.requestID == context.requestID)
                #expect(context.traceID == "Root=\(context.requestID)")
                return .bytes(event)
            }
        )
        #expect(code == 0)
        let responses = harness.api.requests(.response)
        #expect(Set(responses.map(\.requestID)) == Set(ids))
        #expect(responses.count == 4)
        for response in responses { #expect(response.text == "\"\(response.requestID ?? "")\"") }
    }

    @Test func `each of many events gets one response`() async throws {
        var harness = try RuntimeHarness(["AWS_LAMBDA_MAX_CONCURRENCY": "8"])
        harness.stopsAfterResponses = 400
        for number in 0..<400 { harness.api.enqueue(Event("e\(number)", "\(number)")) }
        let code = try await harness.run(
            ClosureHandler { event, _ in
                await Task.yield()
                return .bytes(event)
            }
        )
        #expect(code == 0)
        let responses = harness.api.requests(.response)
        #expect(responses.count == 400)
        #expect(Set(responses.map(\.text)).count == 400)
        #expect(responses.allSatisfy { $0.requestID == "e\($0.text)" })
    }

    @Test(arguments: [ScriptedRuntimeAPI.Call.response, .next])
    func `the failure of one worker lets the others finish`(call: ScriptedRuntimeAPI.Call) async throws {
        var harness = try RuntimeHarness(["AWS_LAMBDA_MAX_CONCURRENCY": "3"])
        harness.stopsWhenIdle = false
        harness.api.enqueue(Event("one", "1"), Event("two", "2"))
        let api = harness.api
        let calls = SharedList<String>()
        var deployment = Deployment(
            ClosureHandler { event, context in
                if context.requestID == "one" {
                    // Until the other worker has failed, and much longer than a process that does not wait.
                    while !calls.values.contains("failing") { try await Task.sleep(for: .milliseconds(5)) }
                    try await Task.sleep(for: .milliseconds(1500))
                    calls.append("responded")
                } else {
                    api.script(call, .send(ScriptedResponse(500).bytes))
                    calls.append("failing")
                }
                return .bytes(event)
            }
        )
        deployment.shutdown = { calls.append("shutdown") }
        #expect(try await harness.run(deployment) == 1)
        #expect(calls.values == ["failing", "responded", "shutdown"])
        #expect(Set(harness.api.requests(.response).compactMap(\.requestID)) == ["one", "two"])
        #expect(harness.api.requests(.error).isEmpty)
    }

    @Test func `a failed worker ends the process`() async throws {
        var harness = try RuntimeHarness(["AWS_LAMBDA_MAX_CONCURRENCY": "3"])
        harness.stopsWhenIdle = false
        harness.api.script(.next, .hang, .send(ScriptedResponse(500).bytes))
        #expect(try await harness.run(.echo) == 1)
    }
}

/// A barrier that releases its waiters when all have arrived.
private final class Meeting: Sendable {
    private let state: Mutex<(missing: Int, waiting: [CheckedContinuation<Void, Never>])>

    init(count: Int) {
        state = Mutex((count, []))
    }

    func attend() async throws {
        await withCheckedContinuation { continuation in
            let leaving = state.withLock { state -> [CheckedContinuation<Void, Never>] in
                state.missing -= 1
                state.waiting.append(continuation)
                guard state.missing <= 0 else { return [] }
                defer { state.waiting = [] }
                return state.waiting
            }
            for continuation in leaving { continuation.resume() }
        }
    }
}
