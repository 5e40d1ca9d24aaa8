/// Responds to an event: takes the event's bytes and a context, and returns bytes.
///
/// ```swift
/// let event = TestEvent(.get, "/hello/Ada?times=2")
/// let output = try await hello(event.bytes)
/// ```
///
/// ``Endpoint``, ``EventHandler`` and ``App`` are handlers, so each can be deployed, replayed from a file, or called in a
/// test.
public protocol Handler: Sendable {
    /// Responds to an event.
    ///
    /// - Parameters:
    ///   - event: The JSON text of the event, as delivered by the platform.
    ///   - context: The invocation's context.
    /// - Returns: The complete response, or a stream if `Context.streamsResponses` allows it.
    /// - Throws: An error if the invocation failed, which is reported to the platform.
    func respond(to event: [UInt8], context: Context) async throws -> HandlerOutput
}

extension Handler {
    /// Responds to an event with a buffered response.
    ///
    /// - Parameters:
    ///   - event: The JSON text of the event, as delivered by the platform.
    ///   - context: The invocation's context.
    /// - Returns: The JSON text of the response.
    /// - Throws: Any error that ``respond(to:context:)`` throws.
    public func callAsFunction(_ event: [UInt8], context: Context = Context()) async throws -> [UInt8] {
        var context = context
        context.streamsResponses = false
        return try await Context.$current.withValue(context) {
            try await respond(to: event, context: context).collect()
        }
    }
}
