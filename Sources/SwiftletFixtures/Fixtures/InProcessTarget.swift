public import Swiftlet

/// An app in this process, started by the first event.
public struct InProcessTarget: FixtureTarget {
    private let app: App
    private let makeContext: @Sendable () -> Context

    /// Creates a target.
    ///
    /// - Parameters:
    ///   - app: The app, which must not be used elsewhere.
    ///   - context: Creates the context of each invocation, to which the fixture's attributes are added.
    public init(_ app: App, context: @escaping @Sendable () -> Context = { Context() }) {
        self.app = app
        self.makeContext = context
    }

    /// Invokes the app, or the handler that the invocation specifies.
    ///
    /// Events and responses that exceed Lambda's limits are rejected.
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
            let response = try await handler(event, context: context)
            return response.count <= limit ? .response(response) : .failure(.responseTooLarge(limit))
        } catch {
            context.logger.error("The invocation failed: \(error)")
            return .failure(FunctionFailure(error))
        }
    }

    /// Shuts down the app.
    ///
    /// - Throws: An error if the app fails to shut down.
    public func stop() async throws {
        try await app.shutdown()
    }
}
