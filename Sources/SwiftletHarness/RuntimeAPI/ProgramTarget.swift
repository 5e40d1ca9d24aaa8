import Foundation
import SwiftletTesting

/// The deployable program behind an emulated runtime API: a process for each handler that a scenario's events name, all
/// with the same environment.
struct ProgramTarget: FixtureTarget {
    private let host: ProgramHost

    init(_ launch: FunctionProcess.Launch) {
        self.host = ProgramHost(launch)
    }

    func invoke(_ event: [UInt8], _ invocation: FixtureInvocation) async -> InvocationOutcome {
        var call = FunctionCall(event: event)
        call.invocation = invocation
        // An expectation is about a whole response, however the function sends it.
        call.takesStream = true
        let outcome = await host.invoke(call)
        guard case .stream(let stream) = outcome else { return await outcome.collected() }
        switch await outcome.collected() {
        case .response(let bytes): return .response(StreamedAnswer.buffered(bytes, contentType: stream.contentType))
        case .failure(let failure): return .failure(failure)
        }
    }

    func stop() async {
        await host.stop()
    }

    /// Checks that there is a program to start.
    ///
    /// - Returns: its full path.
    /// - Throws: ``HarnessError`` that says how to build it.
    static func locate(_ path: String) throws(HarnessError) -> String {
        let full = URL(filePath: path).standardizedFileURL.path
        guard FileManager.default.isExecutableFile(atPath: full) else {
            let name = URL(filePath: path).lastPathComponent
            let reason = FileManager.default.fileExists(atPath: full) ? "is not executable" : "does not exist"
            throw HarnessError(
                .usage,
                "\(path) \(reason). Build it first, for example with: swift build -c release --product \(name)"
            )
        }
        return full
    }
}
