internal import Foundation
internal import SwiftletTesting

/// The deployable program behind an emulated runtime API: a process for each handler that a scenario's events name, all
/// with the same environment.
actor ProgramTarget: FixtureTarget {
    private let launch: FunctionProcess.Launch
    private var processes: [String: FunctionProcess] = [:]

    init(_ launch: FunctionProcess.Launch) {
        self.launch = launch
    }

    func invoke(_ event: [UInt8], _ invocation: FixtureInvocation) async -> InvocationOutcome {
        let handler = invocation.handler ?? launch.handler
        if processes[handler] == nil {
            var launch = launch
            launch.handler = handler
            processes[handler] = FunctionProcess(launch)
        }
        guard let process = processes[handler] else { return .failure(FunctionFailure(CancellationError())) }
        return await process.invoke(event, invocation)
    }

    func stop() async {
        for process in processes.values {
            await process.stop()
        }
        processes = [:]
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
