/// A target for the events of a scenario: the app in this process, or the function binary.
public protocol FixtureTarget: Sendable {
    /// Invokes the function.
    ///
    /// - Parameters:
    ///   - event: The event.
    ///   - invocation: The attributes of the invocation.
    /// - Returns: The outcome of the invocation.
    func invoke(_ event: [UInt8], _ invocation: FixtureInvocation) async -> InvocationOutcome

    /// Releases the resources that were acquired for the scenario.
    ///
    /// - Throws: An error if the app fails to shut down.
    func stop() async throws
}
