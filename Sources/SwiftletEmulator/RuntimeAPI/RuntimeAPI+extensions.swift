import Foundation
import Synchronization

/// The process's internal extensions, see the
/// [Extensions API](https://docs.aws.amazon.com/lambda/latest/dg/runtimes-extensions-api.html).
extension RuntimeAPI {
    /// The result of an extension's poll.
    enum ExtensionPollResult: Sendable {
        case event(ExtensionEvent)
        case rejected(State.ResponseStatus)
        /// The process has exited or closed the connection.
        case gone
    }

    /// A poll of an extension.
    struct ExtensionPoll: Sendable {
        let number: Int
        /// Receives at most one event.
        let events: AsyncStream<ExtensionEvent>.Continuation
    }

    /// Whether the process has registered an extension.
    var hasExtensions: Bool { guarded.withLock { $0.state.hasExtensions } }

    /// The number of extensions that have polled for an event.
    var polledExtensions: Int { guarded.withLock { $0.extensionPolls.count } }

    /// Whether the process has an open connection; tracked only for a separately started process.
    var hasConnections: Bool { guarded.withLock { $0.state.hasConnections } }

    /// Registers an extension.
    ///
    /// - Parameters:
    ///   - name: The extension's name.
    ///   - events: The events for which it is registered.
    ///   - connection: The number of the process's connection.
    /// - Returns: The extension's identifier and the reply.
    func registerExtension(
        _ name: String,
        events: [String],
        on connection: Int? = nil
    ) -> (id: String, State.ResponseStatus?) {
        let id = UUID().uuidString.lowercased()
        var reply: State.ResponseStatus?
        perform { guarded in
            let actions = guarded.state.handle(.registerExtension(id: id, name: name, events: events))
            for case .reply(let given) in actions { reply = given }
            if reply == .accepted, let connection { _ = guarded.state.handle(.connectionOpened(connection)) }
            return actions
        }
        return (id, reply)
    }

    /// Waits for an extension's next event until the client disconnects or the process exits.
    ///
    /// - Parameters:
    ///   - id: The extension's identifier.
    ///   - connection: The number of the process's connection.
    ///   - onWait: Receives the number of the poll, for ``extensionClosed(_:poll:)``.
    /// - Returns: The event, or the reply if the request is rejected.
    func extensionNext(
        _ id: String,
        on connection: Int? = nil,
        onWait: (_ poll: Int) -> Void
    ) async -> ExtensionPollResult {
        let (events, continuation) = AsyncStream<ExtensionEvent>.makeStream()
        var rejection: State.ResponseStatus?
        var poll = 0
        perform { guarded in
            guarded.lastPoll += 1
            poll = guarded.lastPoll
            let previous = guarded.extensionPolls.updateValue(
                ExtensionPoll(number: poll, events: continuation),
                forKey: id
            )
            let actions = guarded.state.handle(.extensionNext(id: id))
            for case .reply(let reply) in actions { rejection = reply }
            if rejection != nil {
                guarded.extensionPolls[id] = previous
            } else if let connection {
                _ = guarded.state.handle(.connectionOpened(connection))
            }
            if guarded.isOver || guarded.isClosed { continuation.finish() }
            return actions
        }
        if let rejection { return .rejected(rejection) }
        onWait(poll)
        for await event in events { return .event(event) }
        return .gone
    }

    /// Notes that an extension has failed.
    ///
    /// - Parameters:
    ///   - id: The extension's identifier.
    ///   - isInit: Whether it failed to initialize.
    /// - Returns: The reply.
    func extensionError(_ id: String, isInit: Bool) -> State.ResponseStatus? {
        handle(.extensionError(id: id, isInit: isInit))
    }

    /// Notes that the connection on which an extension was registered is closed.
    func registrationClosed(_ id: String) {
        _ = handle(.registrationClosed(id: id))
    }

    /// Notes that the connection of an extension's poll was closed before the event was delivered.
    ///
    /// Ignored if the extension has polled again.
    func extensionClosed(_ id: String, poll: Int) {
        perform { guarded in
            guard guarded.extensionPolls[id]?.number == poll else { return [] }
            guarded.extensionPolls.removeValue(forKey: id)?.events.finish()
            return guarded.state.handle(.extensionClosed(id: id))
        }
    }

    /// Returns the event of an invocation for an extension, and keeps it in case it cannot be delivered.
    func extensionEvent(
        of invocation: String,
        for id: String,
        _ deadline: Date,
        _ guarded: inout Guarded
    ) -> ExtensionEvent? {
        if let event = guarded.extensionEvents[id], event.invocation.id == invocation { return event }
        guard let invocation = guarded.pending[invocation]?.invocation else { return nil }
        let event = ExtensionEvent(invocation: invocation, deadline: deadline)
        guarded.extensionEvents = guarded.extensionEvents.filter { guarded.state.extensions[$0.key] != nil }
        guarded.extensionEvents[id] = event
        return event
    }

    /// Notes that a connection of the process was closed.
    func connectionClosed(_ connection: Int) {
        _ = handle(.connectionClosed(connection))
    }

    /// Ends the polls of all extensions.
    func endExtensionPolls() {
        let polls = guarded.withLock { guarded in
            defer { guarded.extensionPolls = [:] }
            return guarded.extensionPolls
        }
        for poll in polls.values {
            poll.events.finish()
        }
    }

    /// Whether a pending invocation was last delivered with another value of ``RuntimeHeader/invocationID``.
    func isStale(_ nonce: String, for id: String) -> Bool {
        guarded.withLock { guarded in
            guard let pending = guarded.pending[id] else { return false }
            return pending.nonce != nonce
        }
    }
}
