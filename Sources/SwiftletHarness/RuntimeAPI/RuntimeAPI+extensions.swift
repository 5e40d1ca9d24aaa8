import Foundation
import Synchronization

/// The internal extensions of the process, see the
/// [Extensions API](https://docs.aws.amazon.com/lambda/latest/dg/runtimes-extensions-api.html).
///
/// They are registered for no event: what they are for is that the process receives SIGTERM before it is killed.
extension RuntimeAPI {
    /// Whether the process has registered an extension.
    var hasExtensions: Bool { guarded.withLock { $0.state.hasExtensions } }

    /// Registers an extension.
    ///
    /// - Returns: its identifier, and the reply.
    func registerExtension() -> (id: String, State.Reply?) {
        let id = UUID().uuidString.lowercased()
        return (id, handle(.registerExtension(id: id)))
    }

    /// Waits for an event of an extension, which never comes: until the caller or the process has gone.
    ///
    /// - Parameters:
    ///   - id: the extension's identifier.
    ///   - onWait: receives what ends the wait.
    /// - Returns: the reply if the call is rejected.
    func extensionNext(_ id: String, onWait: (@escaping @Sendable () -> Void) -> Void) async -> State.Reply? {
        let (waits, wait) = AsyncStream<Void>.makeStream()
        let reply = handle(.extensionNext(id: id)) { guarded in
            if guarded.isOver || guarded.isClosed { wait.finish() } else { guarded.extensionWaits.append(wait) }
        }
        guard reply == nil else { return reply }
        onWait { wait.finish() }
        for await _ in waits {}
        return nil
    }

    /// Takes note that the connection on which an extension was registered is closed.
    func registrationClosed(_ id: String) {
        _ = handle(.registrationClosed(id: id))
    }

    /// Takes note that the client of an extension has closed the connection on which it waited for its next event.
    func extensionClosed(_ id: String) {
        _ = handle(.extensionClosed(id: id))
    }

    /// Ends the waits of all extensions.
    func endExtensionWaits() {
        let waits = guarded.withLock { guarded in
            defer { guarded.extensionWaits = [] }
            return guarded.extensionWaits
        }
        for wait in waits {
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
