import Foundation
import Synchronization

/// The process's internal extensions, see the
/// [Extensions API](https://docs.aws.amazon.com/lambda/latest/dg/runtimes-extensions-api.html).
extension RuntimeAPI {
    /// The result of an extension's poll.
    enum ExtensionPollResult: Sendable {
        case event(ExtensionEvent)
        case rejected(State.Reply)
        /// The process has exited or closed the connection.
        case gone
    }

    /// Whether the process has registered an extension.
    var hasExtensions: Bool { guarded.withLock { $0.state.hasExtensions } }

    /// The number of extensions that wait for their next event.
    var waitingExtensions: Int { guarded.withLock { $0.extensionWaits.count } }

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
    ) -> (id: String, State.Reply?) {
        let id = UUID().uuidString.lowercased()
        var reply: State.Reply?
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
    ///   - onWait: Receives a closure that ends the wait.
    /// - Returns: The event, or the reply if the request is rejected.
    func extensionNext(
        _ id: String,
        on connection: Int? = nil,
        onWait: (@escaping @Sendable () -> Void) -> Void
    ) async -> ExtensionPollResult {
        let (events, wait) = AsyncStream<ExtensionEvent>.makeStream()
        var rejection: State.Reply?
        perform { guarded in
            let previous = guarded.extensionWaits.updateValue(wait, forKey: id)
            let actions = guarded.state.handle(.extensionNext(id: id))
            for case .reply(let reply) in actions { rejection = reply }
            if rejection != nil {
                guarded.extensionWaits[id] = previous
            } else if let connection {
                _ = guarded.state.handle(.connectionOpened(connection))
            }
            if guarded.isOver || guarded.isClosed { wait.finish() }
            return actions
        }
        if let rejection { return .rejected(rejection) }
        onWait { wait.finish() }
        for await event in events { return .event(event) }
        return .gone
    }

    /// Notes that an extension has failed.
    ///
    /// - Parameters:
    ///   - id: The extension's identifier.
    ///   - isInit: Whether it failed to initialize.
    /// - Returns: The reply.
    func extensionError(_ id: String, isInit: Bool) -> State.Reply? {
        handle(.extensionError(id: id, isInit: isInit))
    }

    /// Notes that the connection on which an extension was registered is closed.
    func registrationClosed(_ id: String) {
        _ = handle(.registrationClosed(id: id))
    }

    /// Notes that the connection on which an extension waits for its next event is closed.
    func extensionClosed(_ id: String) {
        _ = handle(.extensionClosed(id: id)) { $0.extensionWaits[id] = nil }
    }

    /// Notes that a connection of the process was closed.
    func connectionClosed(_ connection: Int) {
        _ = handle(.connectionClosed(connection))
    }

    /// Ends the waits of all extensions.
    func endExtensionWaits() {
        let waits = guarded.withLock { guarded in
            defer { guarded.extensionWaits = [:] }
            return guarded.extensionWaits
        }
        for wait in waits.values {
            wait.finish()
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
