package import Swiftlet

/// What is deployed: handlers by name, and what happens before the first and after the last event.
package struct Deployment: Sendable {
    /// Finds a handler.
    ///
    /// Throws an error that lists the names there are.
    package var handler: @Sendable (_ name: String) throws -> any Handler
    /// Runs before the first event.
    package var start: @Sendable () async throws -> Void
    /// Runs after the last event.
    package var shutdown: @Sendable () async throws -> Void
    /// Whether ``shutdown`` has anything to do.
    package var needsShutdown: Bool

    /// Deploys one handler, whatever the name that is asked for.
    package init(_ handler: some Handler) {
        self.handler = { _ in handler }
        self.start = {}
        self.shutdown = {}
        needsShutdown = false
    }

    /// Deploys an app: the whole of it, or a part by its name.
    package init(app: App) {
        handler = { try app.handler(named: $0) }
        start = { try await app.start() }
        shutdown = { try await app.shutdown() }
        needsShutdown = app.needsShutdown
    }
}
