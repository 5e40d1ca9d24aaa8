/// Where functions run: in this process, in processes of the function binary, or in a runtime that is started separately.
///
/// All events and responses pass through a host; cross-cutting behavior is a host that wraps another.
package protocol FunctionHost: Sendable {
    /// The names of the functions; each is a handler's name.
    var functionNames: [String] { get }

    /// Invokes a function with one event.
    func invoke(_ call: FunctionCall) async -> FunctionOutcome

    /// Releases the resources of the host.
    ///
    /// - Throws: An error if the app fails to shut down.
    func stop() async throws
}
