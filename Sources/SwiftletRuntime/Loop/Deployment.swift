package import Swiftlet

/// The handlers of a function by name, with the hooks that run before the first and after the last event.
package struct Deployment: Sendable {
    /// Returns the handler of a name, or throws an error that lists the available names.
    package var handler: @Sendable (_ name: String) throws -> any Handler
    /// Runs before the first event.
    package var start: @Sendable () async throws -> Void
    /// Runs before the platform takes a snapshot of the process.
    package var beforeSnapshot: @Sendable (_ function: FunctionInfo) async throws -> Void = { _ in }
    /// Runs in a process that was restored from a snapshot, before ``start``.
    package var afterRestore: @Sendable (_ function: FunctionInfo) async throws -> Void = { _ in }
    /// Runs after the last event.
    package var shutdown: @Sendable () async throws -> Void
    /// Whether ``shutdown`` has anything to do.
    package var needsShutdown: Bool
    /// Describes the function, for the CLI.
    package var describe: @Sendable () -> FunctionDescription

    /// Creates a deployment with one handler for every name.
    package init(_ handler: some Handler) {
        self.handler = { _ in handler }
        self.start = {}
        self.shutdown = {}
        needsShutdown = false
        describe = { .handler }
    }

    /// Creates a deployment of an app, as a whole or one of its parts by name.
    package init(app: App) {
        handler = { try app.handler(named: $0) }
        start = { try await app.start() }
        beforeSnapshot = { try await app.prepareForSnapshot(function: $0) }
        afterRestore = { try await app.restoreFromSnapshot(function: $0) }
        shutdown = { try await app.shutdown() }
        needsShutdown = app.needsShutdown
        describe = { FunctionDescription(app) }
    }
}
