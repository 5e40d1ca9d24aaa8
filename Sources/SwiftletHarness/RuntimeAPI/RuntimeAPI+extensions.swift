import Foundation
import Synchronization

/// The process's internal extensions, see the
/// [Extensions API](https://docs.aws.amazon.com/lambda/latest/dg/runtimes-extensions-api.html).
///
/// They are registered without events; their purpose is that the process receives SIGTERM before it is killed.
extension RuntimeAPI {
    /// Whether the process has registered an extension.
    var hasExtensions: Bool { guarded.withLock { $0.state.hasExtensions } }

    /// Registers an extension.
    ///
    /// - Returns: The extension's identifier and the reply.
    func registerExtension() -> (id: String, State.Reply?) {
        let id = UUID().uuidString.lowercased()
        return (id, handle(.registerExtension(id: id)))
    }

    /// Waits for an extension event, which is never delivered, until the client disconnects or the process exits.
    ///
    /// - Parameters:
    ///   - id: The extension's identifier.
    ///   - onWait: Receives a closure that ends the wait.
    /// - Returns: The reply if the request is rejected.
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

    /// Notes that the connection on which an extension was registered is closed.
    func registrationClosed(_ id: String) {
        _ = handle(.registrationClosed(id: id))
    }

    /// Notes that the connection on which an extension waits for its next event is closed.
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

    /// Whether a pending invocation was last delivered with another value of ``RuntimeHeader/invocationID``.
    func isStale(_ nonce: String, for id: String) -> Bool {
        guarded.withLock { guarded in
            guard let pending = guarded.pending[id] else { return false }
            return pending.nonce != nonce
        }
    }
}
