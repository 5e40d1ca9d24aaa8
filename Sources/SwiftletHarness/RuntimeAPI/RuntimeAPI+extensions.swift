internal import Foundation
internal import Synchronization

/// The internal extensions of the process, see the
/// [Extensions API](https://docs.aws.amazon.com/lambda/latest/dg/runtimes-extensions-api.html).
extension RuntimeAPI {
    /// What an extension that asked for an event gets.
    enum ExtensionDelivery: Sendable {
        case event(ExtensionEvent)
        case rejected(State.Reply)
        /// The process has ended meanwhile, or does not listen any more.
        case gone
    }

    /// Whether the process has registered an extension.
    var hasExtensions: Bool { guarded.withLock { $0.state.hasExtensions } }

    /// Whether the process, which is started elsewhere, has an open connection.
    var hasConnections: Bool { guarded.withLock { $0.state.hasConnections } }

    /// Registers an extension.
    ///
    /// - Parameters:
    ///   - name: its name.
    ///   - events: the events it is registered for.
    /// - Returns: its identifier, and the reply.
    func registerExtension(_ name: String, events: [String]) -> (id: String, State.Reply?) {
        let id = UUID().uuidString.lowercased()
        return (id, handle(.registerExtension(id: id, name: name, events: events)))
    }

    /// Waits for an event of an extension, until the caller or the process has gone.
    ///
    /// - Parameters:
    ///   - id: the extension's identifier.
    ///   - onWait: receives what ends the wait.
    /// - Returns: the event, or the reply if the call is rejected.
    func extensionNext(_ id: String, onWait: (@escaping @Sendable () -> Void) -> Void) async -> ExtensionDelivery {
        let (events, wait) = AsyncStream<ExtensionEvent>.makeStream()
        var rejection: State.Reply?
        perform { guarded in
            let former = guarded.extensionWaits.updateValue(wait, forKey: id)
            let actions = guarded.state.handle(.extensionNext(id: id))
            for case .reply(let reply) in actions { rejection = reply }
            if rejection != nil { guarded.extensionWaits[id] = former }
            if guarded.isOver || guarded.isClosed { wait.finish() }
            return actions
        }
        if let rejection { return .rejected(rejection) }
        onWait { wait.finish() }
        for await event in events { return .event(event) }
        return .gone
    }

    /// Takes note that an extension has failed.
    ///
    /// - Parameters:
    ///   - id: the extension's identifier.
    ///   - isInit: whether it could not start.
    /// - Returns: the reply.
    func extensionError(_ id: String, isInit: Bool) -> State.Reply? {
        handle(.extensionError(id: id, isInit: isInit))
    }

    /// Takes note that the connection on which an extension was registered is closed.
    func registrationClosed(_ id: String) {
        _ = handle(.registrationClosed(id: id))
    }

    /// Takes note that the client of an extension has closed the connection on which it waited for its next event.
    func extensionClosed(_ id: String) {
        _ = handle(.extensionClosed(id: id)) { $0.extensionWaits[id] = nil }
    }

    /// Takes note that the process has made an accepted call on a connection.
    func connectionOpened(_ connection: Int) {
        _ = handle(.connectionOpened(connection))
    }

    /// Takes note that a connection of the process is closed.
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

    /// Whether an invocation is under way, and was delivered last with another value of ``RuntimeHeader/invocationID``.
    func isStale(_ nonce: String, for id: String) -> Bool {
        guarded.withLock { guarded in
            guard let pending = guarded.pending[id] else { return false }
            return pending.nonce != nonce
        }
    }
}
