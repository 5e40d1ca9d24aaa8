import Logging
import Synchronization

/// One request of an app with middleware, until its response is written.
///
/// Middleware may wrap a stream, replace it, or stop waiting for it. The exchange tears down what such a stream was made
/// from, and notifies middleware of a response that could not be written.
final class Exchange: Sendable {
    /// Receives the response that replaced the middleware's own, or `nil` if that one is delivered.
    typealias Observer = @Sendable (_ replacement: Response?) async -> Void

    private struct State {
        var scopes: [ExitScope] = []
        var observers: [Observer] = []
        var hasEnded = false
        var isCompleted = false
    }

    /// Whether streams are collected before middleware receives the response, so that one that fails is an error like any
    /// other.
    let collectsStreams: Bool
    private let state = Mutex(State())

    init(collectsStreams: Bool) {
        self.collectsStreams = collectsStreams
    }

    /// The exchange that the current task serves, or `nil` outside of an app with middleware.
    static var current: Exchange? { AppEnvironment.current?.exchange }

    /// Takes over the teardowns of a stream that may never be read.
    ///
    /// They run immediately if the exchange has ended: the response came too late.
    func adopt(_ exits: ExitScope, _ context: Context) async {
        let isLate = state.withLock { state in
            if !state.hasEnded { state.scopes.append(exits) }
            return state.hasEnded
        }
        if isLate { await Self.exit([exits], .failure(UndeliveredResponse()), context) }
    }

    /// Calls an observer when it is known whether the middleware's response is delivered.
    func observe(_ observer: @escaping Observer) async {
        let isLate = state.withLock { state in
            if !state.isCompleted { state.observers.append(observer) }
            return state.isCompleted
        }
        if isLate { await observer(nil) }
    }

    /// Ends the exchange with the response that all middleware has returned, or after its stream.
    func finish(_ response: Response, to request: Request, _ context: Context) async -> Response {
        var response = response
        if case .stream(let body) = response.body {
            if response.carriesBody(to: request.method) {
                response.body = .stream(
                    body.onEnd { outcome in
                        await self.end(outcome, context)
                    }
                )
                return response
            }
            response.body = .bytes([])
        }
        let isError = response.error != nil || response.status.code >= 400
        await end(isError ? .failure(response.error ?? UndeliveredResponse()) : .success, context)
        return response
    }

    /// Notifies the observers, in the order in which they were added.
    func complete(replacement: Response? = nil) async {
        let observers = state.withLock { state in
            defer { state.observers = [] }
            state.isCompleted = true
            return state.observers
        }
        for observer in observers {
            await observer(replacement)
        }
    }

    private func end(_ outcome: ExitOutcome, _ context: Context) async {
        let scopes = state.withLock { state in
            defer { state.scopes = [] }
            state.hasEnded = true
            return state.scopes
        }
        await Self.exit(scopes, outcome, context)
    }

    private static func exit(_ scopes: [ExitScope], _ outcome: ExitOutcome, _ context: Context) async {
        for scope in scopes {
            do {
                try await scope.exit(outcome)
            } catch {
                context.logger.error(
                    "A teardown failed after the response of its request was discarded.",
                    metadata: ["error": "\(error)"]
                )
            }
        }
    }
}

/// The response for which something was made was not delivered.
struct UndeliveredResponse: Error, CustomStringConvertible {
    var description: String { "The response was replaced or discarded before it was sent." }
}
