import SwiftletJSON

/// Handles events that are not HTTP requests, such as schedules, queue messages, bucket notifications or any JSON.
///
/// ```swift
/// let cleanUp = EventHandler("nightly-cleanup", Inject(database)) { (event: ScheduledEvent, context, database) in
///     let count = try await database.execute("DELETE FROM sessions WHERE expires_at < \(event.time)")
///     context.logger.info("Deleted \(count) sessions.")
/// }
/// ```
///
/// The name selects it for deployment. If the whole app is deployed as one function, an event is passed to the handler
/// whose event type recognizes it; several handlers of one type are distinguished by their ``EventSource``.
public struct EventHandler: Handler, AppComponent {
    /// The name under which the handler can be deployed.
    package let name: String
    /// The event source that invokes the deployed handler, or `nil` for none.
    package let trigger: EventTrigger?

    /// The source of the events to handle, or `nil` for any source.
    package let source: EventSource?

    let inputs: [any EndpointInput]
    /// The kind of events; `nil` for a type that cannot recognize its own.
    let kind: EventKind?
    /// The type of events; `nil` for a type that cannot recognize its own.
    let recognized: (any RecognizedEvent.Type)?
    /// Describes the event; `nil` for a type without a schema.
    let describeEvent: (@Sendable (inout SchemaRegistry) -> JSONObject)?
    /// The instances and overrides of a handler that is called without an app.
    private let container: DependencyContainer
    private let key = ContainerKey()
    private let run: @Sendable (JSONNode, RequestScope) async throws -> [UInt8]
    /// The app's middleware around the handler; `nil` for none.
    private let chain: (any EventResponder)?

    /// Creates a handler that returns a value.
    ///
    /// - Parameters:
    ///   - name: The name under which the handler can be deployed.
    ///   - trigger: The event source that invokes the deployed handler.
    ///   - source: The queue, topic, stream, table, bucket or schedule whose events to handle; `nil` for any.
    ///   - input: The dependencies. One that requires an HTTP request is an error at startup.
    ///   - body: Handles the event. An error that it throws fails the invocation, which the platform may retry.
    public init<Event: EventInput, each Input: EndpointInput, Output: EventOutput>(
        _ name: String,
        on trigger: EventTrigger? = nil,
        from source: EventSource? = nil,
        _ input: repeat each Input,
        body: @escaping @concurrent @Sendable (Event, Context, repeat (each Input).Value) async throws -> Output
    ) {
        let list = InputList(repeat each input)
        self.init(name, trigger: trigger, source: source, inputs: list.inputs, of: Event.self) { event, scope in
            var reader = try await list.reader(for: scope)
            do {
                let output = try await body(
                    try Event.decodeEvent(event),
                    scope.context,
                    repeat reader.next((each Input).self)
                )
                var writer = JSONWriter()
                try output.encodeEvent(to: &writer)
                return writer.finish()
            } catch is InvalidInput {
                throw ValidationFailure(scope.errors + reader.errors())
            }
        }
    }

    /// Creates a handler that returns no value; the response is `null`.
    ///
    /// The parameters are those of the other initializer.
    public init<Event: EventInput, each Input: EndpointInput>(
        _ name: String,
        on trigger: EventTrigger? = nil,
        from source: EventSource? = nil,
        _ input: repeat each Input,
        body: @escaping @concurrent @Sendable (Event, Context, repeat (each Input).Value) async throws -> Void
    ) {
        self.init(name, on: trigger, from: source, repeat each input) {
            (event: Event, context: Context, values: repeat (each Input).Value) -> JSON in
            try await body(event, context, repeat each values)
            return .null
        }
    }

    private init<Event: EventInput>(
        _ name: String,
        trigger: EventTrigger?,
        source: EventSource?,
        inputs: [any EndpointInput],
        of event: Event.Type,
        run: @escaping @Sendable (JSONNode, RequestScope) async throws -> [UInt8]
    ) {
        self.name = name
        self.trigger = trigger
        self.source = source
        self.inputs = inputs
        self.recognized = event as? any RecognizedEvent.Type
        self.kind = recognized?.kind
        self.describeEvent = (event as? any SchemaValue.Type).map { Self.description(of: $0) }
        self.container = DependencyContainer()
        self.run = run
        self.chain = nil
    }

    private init(_ handler: EventHandler, container: DependencyContainer, chain: (any EventResponder)?) {
        self.name = handler.name
        self.trigger = handler.trigger
        self.source = handler.source
        self.inputs = handler.inputs
        self.kind = handler.kind
        self.recognized = handler.recognized
        self.describeEvent = handler.describeEvent
        self.container = container
        self.run = handler.run
        self.chain = chain
    }

    private static func description<Event: SchemaValue>(
        of event: Event.Type
    ) -> @Sendable (inout SchemaRegistry) -> JSONObject {
        { registry in event.describe([], &registry) }
    }

    /// Handles one event.
    ///
    /// - Throws: The error thrown by the handler's closure, or an error if the event is not of its type.
    public func respond(to event: [UInt8], context: Context) async throws -> HandlerOutput {
        .bytes(try await respond(to: try JSONDocument(parsing: event).root, context: context, container: container))
    }

    /// Handles one event with an app's instances.
    func respond(to event: JSONNode, context: Context, in app: DependencyContainer) async throws -> HandlerOutput {
        let overrides = container.overrides
        let container = overrides.isEmpty ? app : app.child(for: key, overrides: overrides)
        return .bytes(try await respond(to: event, context: context, container: container))
    }

    /// Returns a copy of the handler with some dependencies replaced.
    public func overriding(_ overrides: Overrides) -> EventHandler {
        let container = DependencyContainer(overrides: container.overrides.merging(overrides))
        return EventHandler(self, container: container, chain: chain)
    }

    /// Returns a copy of the handler with the middleware of an app around it.
    func wrapped(by middleware: [any EventMiddleware]) -> EventHandler {
        guard !middleware.isEmpty else { return self }
        return EventHandler(
            self,
            container: container,
            chain: middleware.wrapping(EventHandlerResponder(handler: self))
        )
    }

    /// The index of the handler's source among those of an event, whose most specific one is the first.
    ///
    /// - Returns: The index, 0 for a handler without a source, or `nil` if the event is not of the handler's type or not from
    ///   its source.
    func sourceRank(in event: inout DispatchedEvent) -> Int? {
        guard let recognized, recognized.recognizes(event.json) else { return nil }
        guard let source else { return 0 }
        return source.rank(in: event.sources(for: recognized))
    }

    private func respond(
        to event: JSONNode,
        context: Context,
        container: DependencyContainer
    ) async throws -> [UInt8] {
        if let recognized, recognized.isTestMessage(event) {
            context.logger.info("Test message ignored", metadata: ["handler": "\(name)"])
            return Array("null".utf8)
        }
        guard let chain else { return try await handle(event, context: context, container: container) }
        let event = HandledEvent(handler: name, json: event)
        return try await chain.respond(to: event, context: context, container: container)
    }

    /// Handles one event without middleware.
    @inline(__always)
    fileprivate func handle(
        _ event: JSONNode,
        context: Context,
        container: DependencyContainer
    ) async throws -> [UInt8] {
        let scope = RequestScope(Request(), context: context.with(container), container: container)
        do {
            let output = try await run(event, scope)
            try await scope.exits.exit(.success)
            await scope.backgroundTasks?.deliver()
            return output
        } catch {
            try? await scope.exits.exit(.failure(error))
            throw error
        }
    }

    /// Adds the handler to the app.
    public func register(in assembly: inout AppAssembly) {
        assembly.add(self)
    }
}

/// The end of the chain: the event handler.
private struct EventHandlerResponder: EventResponder {
    let handler: EventHandler

    func respond(to event: HandledEvent, context: Context, container: DependencyContainer) async throws -> [UInt8] {
        try await handler.handle(event.json, context: context, container: container)
    }
}
