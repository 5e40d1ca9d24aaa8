/// An input that provides the `Context` of the invocation: request ID, deadline, logger, and clock.
///
/// ```swift
/// let trace = Endpoint(.get, "/trace", Invocation()) { context in
///     context.logger.info("Tracing a request")
///     return context.requestID
/// }
/// ```
public struct Invocation: EndpointInput {
    /// Creates the input.
    public init() {}

    /// `false`, because the value is extracted without preparation.
    public var needsPreparation: Bool { false }

    /// Returns the context.
    public func extract(from scope: RequestScope, validation: inout Validation) -> Context? {
        scope.context.with(scope.container)
    }
}
