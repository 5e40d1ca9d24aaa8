/// Wraps the event handlers of an ``App``, as ``Middleware`` wraps its endpoints.
///
/// ```swift
/// struct EventLog: EventMiddleware {
///     func respond(to event: HandledEvent, context: Context, next: @escaping NextHandler) async throws -> [UInt8] {
///         let start = ContinuousClock.now
///         defer {
///             context.logger.info(
///                 "\(event.handler) has ended.",
///                 metadata: ["duration": "\(start.duration(to: .now))"]
///             )
///         }
///         return try await next(event, context)
///     }
/// }
/// ```
///
/// It is listed in the app, not in a group of ``Routes``, and applies to events that are not HTTP requests: also to CloudEvents,
/// and to a handler that is deployed on its own. The first in the list is the outermost. A type may conform to both protocols.
public protocol EventMiddleware: MiddlewareDeclaration {
    /// The next middleware, or the event handler after the last one.
    typealias NextHandler = @Sendable (_ event: HandledEvent, _ context: Context) async throws -> [UInt8]

    /// Handles an event, usually by returning the output of `next`.
    ///
    /// - Parameters:
    ///   - event: The event.
    ///   - context: The invocation's context.
    ///   - next: The next middleware or the event handler.
    /// - Returns: The output as JSON text.
    /// - Throws: An error, which fails the invocation.
    func respond(to event: HandledEvent, context: Context, next: @escaping NextHandler) async throws -> [UInt8]
}
