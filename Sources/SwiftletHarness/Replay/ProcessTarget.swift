import Foundation
import Swiftlet
import SwiftletEmulator
import SwiftletFixtures
import SwiftletGateway
import SwiftletJSON

/// The function binary behind an emulated runtime API: a process for each handler of a scenario, all with the same
/// environment.
struct ProcessTarget: FixtureTarget {
    private let host: ProcessHost

    init(_ launch: FunctionProcess.Launch) {
        self.host = ProcessHost(launch)
    }

    func invoke(_ event: [UInt8], _ invocation: FixtureInvocation) async -> InvocationOutcome {
        let limit = HTTPEventShape.maximumEventSize
        guard event.count <= limit else { return .failure(.eventTooLarge(event.count, limit: limit)) }
        var call = FunctionCall(event: event)
        call.attributes = InvocationAttributes(invocation)
        // Expectations apply to the whole response, so the stream for a source that supports streaming is buffered. For any
        // other source, the prelude of a stream is part of the payload.
        call.acceptsStream = Self.comesFromStreamingSource(event)
        let outcome = await host.invoke(call)
        switch await outcome.collected() {
        case .success(let bytes):
            guard case .stream(let stream) = outcome else { return .response(bytes) }
            return .response(StreamBuffering.buffered(bytes, contentType: stream.contentType))
        case .failure(let failure): return .failure(failure)
        }
    }

    /// Whether an event is an HTTP event from a source that supports response streaming.
    static func comesFromStreamingSource(_ event: [UInt8]) -> Bool {
        guard let event = try? JSONDocument(parsing: event).root, let shape = HTTPEventShape.recognize(event)
        else {
            return false
        }
        return shape.streamsResponse(to: event)
    }

    func stop() async {
        await host.stop()
    }

    /// Checks that the function binary is executable.
    ///
    /// - Returns: The absolute path.
    /// - Throws: ``HarnessError`` with the build command.
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
