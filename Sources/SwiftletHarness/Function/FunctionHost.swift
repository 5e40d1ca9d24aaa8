import Foundation
import SwiftletTesting

/// Where events are answered: by the app in this process, by processes of the deployable program, or by a runtime that
/// runs elsewhere.
///
/// Every event and every response passes it: what applies to all of them is a host that wraps a host.
protocol FunctionHost: Sendable {
    /// The names of the functions, each that of a handler.
    var functionNames: [String] { get }

    /// Answers one event.
    func invoke(_ call: FunctionCall) async -> FunctionOutcome

    /// Ends what was started to answer events.
    ///
    /// - Throws: what the app's shutdown throws.
    func stop() async throws
}

/// One event for a function.
struct FunctionCall: Sendable {
    /// The invocation's id.
    var id = UUID().uuidString.lowercased()
    /// The event, JSON.
    var event: [UInt8]
    /// What goes with the event: above all the name of the handler, `nil` for the whole app.
    var invocation = FixtureInvocation()
    /// Whether an answer may come in parts; otherwise it is put together first.
    var takesStream = false
    /// Keeps the end of the log, if somebody asked for it.
    var tail: LogTail?

    init(event: [UInt8]) {
        self.event = event
    }
}

/// How a call ended, or began to be answered.
enum FunctionOutcome: Sendable {
    /// With an answer in one piece.
    case response([UInt8])
    /// With an answer that comes in parts.
    case stream(AnswerStream)
    /// With an error, and the bytes with which the function reported it if it did so itself.
    case failure(FunctionFailure, payload: [UInt8]? = nil)
}

extension FunctionOutcome {
    /// The same for those who take everything at once.
    ///
    /// - Returns: the outcome, which is a failure if a stream fails on the way.
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
