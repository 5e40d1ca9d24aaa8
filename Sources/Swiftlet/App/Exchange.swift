import Logging
import Synchronization

/// One request of an app with middleware, until its response is written.
///
/// Middleware may wrap a stream, replace it, or stop waiting for it. The exchange tears down what such a stream was made
/// from, and notifies middleware of a response that could not be written.
final class Exchange: Sendable {
    /// How the response that a middleware has returned is handled.
    enum Delivery: Sendable {
        /// It is sent.
        case delivered
        /// Another one is sent in its place.
        case replaced(Response)
        /// It came too late: another middleware has stopped waiting for it.
        case discarded
    }

    /// Receives how the middleware's response is handled.
    typealias Observer = @Sendable (_ delivery: Delivery) async -> Void

    private struct State {
        var scopes: [ExitScope] = []
        var observers: [Observer] = []
        var hasEnded = false
        var isGuarded = false
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

    /// Whether all middleware has returned: what the endpoint makes after that is not sent.
    var hasEnded: Bool { state.withLock { $0.hasEnded } }

    /// Whether the route of the request has guards or a security scheme.
    var isGuarded: Bool { state.withLock { $0.isGuarded } }

    func markGuarded() {
        state.withLock { $0.isGuarded = true }
    }

    /// Takes over the teardowns of a stream that may never be read.
    ///
    /// They run immediately if the exchange has ended: the response came too late.
    func adopt(_ exits: ExitScope, _ context: Context) async {
        let isLate = state.withLock { state in
            if !state.hasEnded { state.scopes.append(exits) }
            return state.hasEnded
        }
        if isLate { await Self.exit([exits], with: .failure(UndeliveredResponse()), context) }
    }

    /// Calls an observer when it is known whether the middleware's response is delivered.
    func observe(_ observer: @escaping Observer) async {
        let isLate = state.withLock { state in
            if !state.hasEnded { state.observers.append(observer) }
            return state.hasEnded
        }
        if isLate { await observer(.discarded) }
    }

    /// Ends the exchange with the response that all middleware has returned, or after its stream.
    func finish(_ response: Response, to request: Request, _ context: Context) async -> Response {
        state.withLock { $0.hasEnded = true }
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
            return state.observers
        }
        for observer in observers {
            await observer(replacement.map { .replaced($0) } ?? .delivered)
        }
    }

    private func end(_ outcome: ExitOutcome, _ context: Context) async {
        let scopes = state.withLock { state in
            defer { state.scopes = [] }
            return state.scopes
        }
        await Self.exit(scopes, with: outcome, context)
    }

    private static func exit(_ scopes: [ExitScope], with outcome: ExitOutcome, _ context: Context) async {
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
