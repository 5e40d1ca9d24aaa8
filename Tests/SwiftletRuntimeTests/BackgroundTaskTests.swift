import Swiftlet
import SwiftletJSON
import SwiftletTesting
import Synchronization
import Testing

@testable import SwiftletRuntime

private struct Boom: Error {}

/// The work of an invocation between its response and the next event.
@Suite(.timeLimit(.minutes(1)))
struct BackgroundTaskTests {
    private let calls = SharedList<String>()

    private func app(_ body: @escaping @Sendable (BackgroundTaskList) async throws -> Response) -> App {
        App(title: "", version: "") {
            Endpoint(.get, "/", BackgroundTasks()) { tasks in try await body(tasks) }
        }
    }

    private static let event = String(decoding: TestEvent(.get, "/", shape: .functionURL).bytes, as: UTF8.self)

    private func deadline(in duration: Duration) -> (String, String) {
        let milliseconds = LogTime.now.microseconds / 1000 + duration.components.seconds * 1000
        return ("Lambda-Runtime-Deadline-Ms", "\(milliseconds)")
    }

    @Test func `tasks run after the response was posted and before the next event is requested`() async throws {
        let harness = try RuntimeHarness()
        harness.api.enqueue(Event("one", Self.event, [deadline(in: .seconds(60))]), Event("two", Self.event))
        let (calls, api) = (calls, harness.api)
        let app = app { tasks in
            tasks.add("broken") { throw Boom() }
            tasks.add {
                let context = Context.current
                calls.append("\(context?.requestID ?? ""), \(api.requests.map(\.call).suffix(2))")
                if context?.requestID == "one" { #expect((context?.remainingTime ?? .zero) > .seconds(30)) }
            }
            return Response.text("done")
        }
        #expect(try await harness.run(Deployment(app: app)) == 0)
        #expect(
            calls.values == ["one, \([Call.next, .response])", "two, \([Call.next, .response])"]
        )
        #expect(app.failedBackgroundTaskCount == 2)
        #expect(harness.log.lines.count == 2)
        #expect(try JSON(parsing: Array(harness.log.lines[0].utf8))["requestId"] == "one")
        #expect(try JSON(parsing: Array(harness.log.lines[0].utf8))["errorType"] == "Boom")
    }

    private typealias Call = ScriptedRuntimeAPI.Call

    @Test(arguments: [413, 500]) func `tasks run even if the response is rejected`(status: Int) async throws {
        let harness = try RuntimeHarness()
        harness.api.enqueue(Event("one", Self.event))
        harness.api.script(.response, .send(ScriptedResponse(status).bytes))
        let calls = calls
        let app = app { tasks in
            tasks.add { calls.append("task") }
            return Response.text("done")
        }
        #expect(try await harness.run(Deployment(app: app)) == (status == 500 ? 1 : 0))
        #expect(calls.values == ["task"])
    }

    @Test func `the tasks of a streamed response run after its end`() async throws {
        let harness = try RuntimeHarness(["SWIFTLET_INVOKE_MODE": "RESPONSE_STREAM"])
        harness.api.enqueue(Event("one", Self.event))
        let (calls, api) = (calls, harness.api)
        let app = app { tasks in
            tasks.add { calls.append("task after \(api.requests(.response).count) response") }
            return Response(
                body: .stream(
                    BodyStream { write in
                        try await write([1])
                        calls.append("streamed")
                    }
                )
            )
        }
        #expect(try await harness.run(Deployment(app: app)) == 0)
        #expect(calls.values == ["streamed", "task after 1 response"])
    }

    @Test func `tasks are cancelled shortly before the deadline`() async throws {
        let harness = try RuntimeHarness()
        harness.api.enqueue(Event("one", Self.event, [deadline(in: .seconds(1))]), Event("two", Self.event))
        let calls = calls
        let app = app { tasks in
            guard Context.current?.requestID == "one" else { return Response.text("done") }
            tasks.add("slow") { try await Task.sleep(for: .seconds(50)) }
            tasks.add("next") { calls.append("next") }
            return Response.text("done")
        }
        #expect(try await harness.run(Deployment(app: app)) == 0)
        #expect(calls.values.isEmpty)
        #expect(harness.api.requests(.response).map(\.requestID) == ["one", "two"])
        #expect(harness.log.text.contains("The background task slow failed."))
        #expect(harness.log.text.contains("The background task next did not run: the invocation was cancelled."))
        #expect(app.failedBackgroundTaskCount == 2)
    }

    @Test func `a stop waits for the tasks`() async throws {
        var harness = try RuntimeHarness()
        harness.stopsWhenIdle = false
        harness.api.enqueue(Event("one", Self.event))
        let calls = calls
        let stopped = Mutex<(@Sendable () -> Void)?>(nil)
        let app = app { tasks in
            tasks.add {
                stopped.withLock { $0 }?()
                try await Task.sleep(for: .milliseconds(50))
                calls.append("done")
            }
            return Response.text("done")
        }
        let stop: @Sendable (RuntimeLoop) -> Void = { runtime in stopped.withLock { $0 = { runtime.stop() } } }
        let code = try await harness.run(making: { Deployment(app: app) }, control: stop)
        #expect(code == 0)
        #expect(calls.values == ["done"])
        #expect(harness.api.requests.map(\.call) == [.next, .response])
    }
}
