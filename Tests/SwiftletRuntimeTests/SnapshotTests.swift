import Swiftlet
import Testing

@testable import SwiftletRuntime

private struct NoDatabase: Error {}

/// The hooks around a snapshot of the process.
@Suite(.timeLimit(.minutes(1)))
struct SnapshotTests {
    @Test(arguments: [200, 404]) func `hooks run around the restore`(status: Int) async throws {
        var harness = try RuntimeHarness(["AWS_LAMBDA_INITIALIZATION_TYPE": "snap-start"])
        harness.api.script(.restoreNext, .send(ScriptedResponse(status).bytes))
        harness.api.enqueue(Event("one"))
        let (calls, api) = (SharedList<String>(), harness.api)
        harness.willSnapshot = { calls.append("connections are closed, \(api.requests.count)") }
        harness.didRestore = { calls.append("renewed, \(api.requests.count)") }
        var deployment = Deployment(ClosureHandler.echo)
        deployment.beforeSnapshot = { _ in calls.append("before, \(api.requests.count)") }
        deployment.afterRestore = { _ in calls.append("after, \(api.requests.count)") }
        deployment.start = { calls.append("start, \(api.requests.count)") }
        #expect(try await harness.run(deployment) == 0)
        let renewed = status == 200 ? ["renewed, 1"] : []
        #expect(
            calls.values == ["before, 0", "connections are closed, 0"] + renewed + ["after, 1", "start, 1"]
        )
    }

    @Test func `an error of a hook is reported for its phase`() async throws {
        let variables = ["AWS_LAMBDA_INITIALIZATION_TYPE": "snap-start"]
        for isBefore in [true, false] {
            let harness = try RuntimeHarness(variables)
            harness.api.script(.restoreNext, .send(ScriptedResponse(200).bytes))
            var deployment = Deployment(ClosureHandler.echo)
            if isBefore {
                deployment.beforeSnapshot = { _ in throw NoDatabase() }
            } else {
                deployment.afterRestore = { _ in throw NoDatabase() }
            }
            #expect(try await harness.run(deployment) == 1)
            #expect(harness.api.requests.map(\.call) == (isBefore ? [.initError] : [.restoreNext, .restoreError]))
        }
    }
}
