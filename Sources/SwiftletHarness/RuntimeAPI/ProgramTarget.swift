internal import Foundation
internal import Swiftlet
internal import SwiftletJSON
internal import SwiftletRuntime
internal import SwiftletTesting

/// The deployable program behind an emulated runtime API: a process for each handler that a scenario's events name, all
/// with the same environment.
struct ProgramTarget: FixtureTarget {
    private let host: ProgramHost

    init(_ launch: FunctionProcess.Launch) {
        self.host = ProgramHost(launch)
    }

    func invoke(_ event: [UInt8], _ invocation: FixtureInvocation) async -> InvocationOutcome {
        let limit = RuntimeLimit.payloadBytes
        guard event.count <= limit else { return .failure(.eventTooLarge(event.count, limit: limit)) }
        var call = FunctionCall(event: event)
        call.invocation = invocation
        // An expectation is about a whole response, however the function sends it to a source that streams. Any other
        // source has no use for a prelude.
        call.takesStream = Self.comesFromStreamingSource(event)
        let outcome = await host.invoke(call)
        guard case .stream(let stream) = outcome else { return await outcome.collected() }
        switch await outcome.collected() {
        case .response(let bytes): return .response(StreamedAnswer.buffered(bytes, contentType: stream.contentType))
        case .failure(let failure): return .failure(failure)
        }
    }

    /// Whether an event is a request from a source that may stream the response.
    static func comesFromStreamingSource(_ event: [UInt8]) -> Bool {
        guard let event = try? JSONDocument(parsing: event).root, let shape = try? HTTPEventShape.recognised(event)
        else {
            return false
        }
        return shape.streamsResponse(to: event)
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
