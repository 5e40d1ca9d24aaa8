import SwiftletFixtures

/// A target that runs the app on the CLI's event loop.
struct EventLoopTarget: FixtureTarget {
    let target: InProcessTarget
    let cli: HarnessCLI

    func invoke(_ event: [UInt8], _ invocation: FixtureInvocation) async -> InvocationOutcome {
        await cli.onLoop { await target.invoke(event, invocation) }
    }

    func stop() async throws {
        try await cli.onLoop { try await target.stop() }
    }
}
