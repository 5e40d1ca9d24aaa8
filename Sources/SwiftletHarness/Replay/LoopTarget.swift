import SwiftletTesting

/// A target that runs the app on the program's event loop.
struct LoopTarget: FixtureTarget {
    let target: InProcessTarget
    let program: HarnessCLI

    func invoke(_ event: [UInt8], _ invocation: FixtureInvocation) async -> InvocationOutcome {
        await program.onLoop { await target.invoke(event, invocation) }
    }

    func stop() async throws {
        try await program.onLoop { try await target.stop() }
    }
}
