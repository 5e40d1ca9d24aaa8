public import Swiftlet

/// Where the events of a scenario are sent: the app in this process, or the deployable program.
public protocol FixtureTarget: Sendable {
    /// Invokes the function.
    ///
    /// - Parameters:
    ///   - event: the event.
    ///   - invocation: how it is invoked.
    /// - Returns: how the invocation ended.
    func invoke(_ event: [UInt8], _ invocation: FixtureInvocation) async -> InvocationOutcome

    /// Ends what was started for the scenario.
    ///
    /// - Throws: what the app's shutdown throws.
    func stop() async throws
}

/// An app in this process, started by the first event.
public struct InProcessTarget: FixtureTarget {
    private let app: App
    private let makeContext: @Sendable () -> Context

    /// Creates a target.
    ///
    /// - Parameters:
    ///   - app: the app, which nothing else uses.
    ///   - context: makes the context of each invocation; the fixture's own values are added.
    public init(_ app: App, context: @escaping @Sendable () -> Context = { Context() }) {
        self.app = app
        self.makeContext = context
    }

    /// Invokes the app, or the handler that the invocation names.
    ///
    /// An event and a response are at most as large as the platform accepts.
    public func invoke(_ event: [UInt8], _ invocation: FixtureInvocation) async -> InvocationOutcome {
        let limit = HTTPEventShape.maximumEventSize
        guard event.count <= limit else { return .failure(.eventTooLarge(event.count, limit: limit)) }
        var context = makeContext()
        context.clientContext = invocation.clientContext
        context.identity = invocation.identity
        context.tenantID = invocation.tenantID
        context.traceID = invocation.traceID
        context.invokedFunctionARN = invocation.functionARN ?? context.invokedFunctionARN
        do {
            let handler = try invocation.handler.map { try app.handler(named: $0) } ?? app
            let response = try await handler(event, context)
            return response.count <= limit ? .response(response) : .failure(.responseTooLarge(limit))
        } catch {
            context.logger.error("The invocation failed: \(error)")
            return .failure(FunctionFailure(error))
        }
    }

    /// Shuts the app down.
    ///
    /// - Throws: what the app's shutdown throws.
    public func stop() async throws {
        try await app.shutdown()
    }
}
