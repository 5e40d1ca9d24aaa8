import FoundationEssentials
public import Logging
public import Swiftlet

/// An app in this process, started by the first event.
public struct InProcessTarget: FixtureTarget {
    private let app: App
    private let logger: Logger

    /// Creates a target.
    ///
    /// - Parameters:
    ///   - app: The app, which must not be used elsewhere.
    ///   - logger: The logger of the invocations.
    public init(_ app: App, logger: Logger = Logger(label: "swiftlet")) {
        self.app = app
        self.logger = logger
    }

    /// Invokes the app, or the handler that the invocation specifies, with a UUID as the request ID.
    ///
    /// Events and responses that exceed Lambda's limits are rejected.
    public func invoke(_ event: [UInt8], _ invocation: FixtureInvocation) async -> InvocationOutcome {
        let limit = HTTPEventShape.maximumEventSize
        guard event.count <= limit else { return .failure(.eventTooLarge(event.count, limit: limit)) }
        var context = Context(requestID: UUID().uuidString.lowercased(), logger: logger)
        context.function = FunctionInfo(name: invocation.handler ?? "app")
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
