import Swiftlet
import SwiftletFixtures
import SwiftletGateway
import SwiftletIO
import SwiftletJSON
import SwiftletRuntime
import Synchronization
import TestSupport
import Testing

@testable import SwiftletEmulator

/// The runtime with the restore calls of the emulated runtime API.
@Suite(.timeLimit(.minutes(1))) struct SnapshotTests {
    private func run(_ app: App, _ log: Recorder, _ body: (RuntimeAPI) async throws -> Void) async throws -> Int32 {
        let api = RuntimeAPI(RuntimeAPI.Limits(timeout: .seconds(30)), kill: nil)
        let server = try await RuntimeAPIServer.start(api, restores: true)
        let loop = try EventLoop.start(name: "function")
        let sink = LogSink { line, _, _ in log.append(line) }
        let environment = RuntimeLoop.Environment(
            variables: [
                "AWS_LAMBDA_RUNTIME_API": server.address, "AWS_LAMBDA_INITIALIZATION_TYPE": "snap-start",
                "_HANDLER": "sum",
            ],
            log: RuntimeLogHandler.Output(format: .json, sink: sink)
        )
        let runtime = RuntimeLoop(loop, environment)
        let function = Task(executorPreference: loop) { await runtime.run { Deployment(app: app) } }
        do {
            try await body(api)
        } catch {
            runtime.stop()
            _ = await function.value
            throw error
        }
        runtime.stop()
        let code = await function.value
        server.retire()
        loop.shutdown()
        return code
    }

    private func invoke(_ api: RuntimeAPI) async -> Result<[UInt8], FunctionFailure>? {
        let invocation = EmulatedInvocation(FunctionCall(event: Array("{}".utf8)), functionARN: "arn")
        return await api.invoke(invocation, observer: RuntimeAPIBench.Witness())?.collected()
    }

    private func app(
        restore: @escaping @Sendable () throws -> Void = {},
        _ note: @escaping @Sendable (String) -> Void
    ) -> App {
        let table = Dependency(.perProcessBeforeSnapshot, Scope()) { scope in
            note("load")
            scope.beforeSnapshot { note("before the snapshot") }
            scope.afterRestore {
                note("after the restore")
                try restore()
            }
            scope.onExit { _ in note("shut down") }
            return [1, 2]
        }
        return App(title: "", version: "") {
            EventHandler("sum", Inject(table)) { (event: JSON, context, table) in
                note("handle")
                return JSON.integer(table.reduce(0, +))
            }
        }
    }

    @Test func `hooks run around the restore, before the first event`() async throws {
        let calls = Recorder()
        let app = app { calls.append(Array("\($0); ".utf8)) }
        let code = try await run(app, Recorder()) { api in
            #expect(await invoke(api) == .success(Array("3".utf8)))
        }
        #expect(code == 0)
        #expect(calls.text == "load; before the snapshot; after the restore; handle; shut down; ")
    }

    @Test func `a failed restore fails the invocation`() async throws {
        struct Boom: Error {}
        let log = Recorder()
        let fail: @Sendable () throws -> Void = { throw Boom() }
        let app = app(restore: fail) { _ in }
        let code = try await run(app, log) { api in
            guard case .failure(let failure) = await invoke(api) else {
                Issue.record("It did not fail.")
                return
            }
            #expect(failure.errorType == "Function.Boom" || failure.errorType == "Boom")
        }
        #expect(code == 1)
        #expect(log.text.contains("The app could not start"))
    }
}
