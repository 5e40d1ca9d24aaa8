import Foundation
import SwiftletTesting

/// Where functions run: in this process, in processes of the function binary, or in a runtime that is started separately.
///
/// All events and responses pass through a host; cross-cutting behavior is a host that wraps another.
protocol FunctionHost: Sendable {
    /// The names of the functions; each is a handler's name.
    var functionNames: [String] { get }

    /// Invokes a function with one event.
    func invoke(_ call: FunctionCall) async -> FunctionOutcome

    /// Releases the resources of the host.
    ///
    /// - Throws: An error if the app fails to shut down.
    func stop() async throws
}

/// One invocation of a function.
struct FunctionCall: Sendable {
    /// The request id.
    var id = UUID().uuidString.lowercased()
    /// The event as JSON.
    var event: [UInt8]
    /// The invocation's attributes, including the handler's name; `nil` selects the whole app.
    var invocation = FixtureInvocation()
    /// Whether the caller accepts a streamed response; otherwise it is buffered.
    var takesStream = false
    /// Collects the end of the log, if requested.
    var tail: LogTail?

    init(event: [UInt8]) {
        self.event = event
    }
}

/// The outcome of an invocation; a streamed response may still fail.
enum FunctionOutcome: Sendable {
    /// A buffered response.
    case response([UInt8])
    /// A streamed response.
    case stream(AnswerStream)
    /// An error, with the payload of the function's error report if it sent one.
    case failure(FunctionFailure, payload: [UInt8]? = nil)
}

extension FunctionOutcome {
    /// Buffers a streamed response.
    ///
    /// - Returns: The outcome; a failure if the stream fails.
    func collected() async -> InvocationOutcome {
        switch self {
        case .response(let bytes): return .response(bytes)
        case .failure(let failure, _): return .failure(failure)
        case .stream(let stream):
            do {
                var bytes: [UInt8] = []
                while let part = try await stream.next() {
                    bytes += part
                }
                return .response(bytes)
            } catch {
                return .failure(FunctionFailure(error))
            }
        }
    }
}
