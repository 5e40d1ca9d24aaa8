/// The input that is the whole ``Request``: headers, client address, authorizer claims, the event itself.
public struct RequestInfo: EndpointInput {
    /// Creates the input.
    public init() {}

    /// `false`: there is nothing to wait for.
    public var needsPreparation: Bool { false }

    /// The request.
    public func extract(_ scope: RequestScope, _ validation: inout Validation) -> Request? {
        scope.request
    }
}

/// The input that is the invocation's ``Context``: request id, deadline, logger, clock.
public struct Invocation: EndpointInput {
    /// Creates the input.
    public init() {}

    /// `false`: there is nothing to wait for.
    public var needsPreparation: Bool { false }

    /// The context.
    public func extract(_ scope: RequestScope, _ validation: inout Validation) -> Context? {
        scope.context
    }
}
