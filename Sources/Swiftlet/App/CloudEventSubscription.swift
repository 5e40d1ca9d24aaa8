/// The CloudEvents that an event handler is subscribed to, for the manifests of an event broker.
package struct CloudEventSubscription: Sendable, Hashable {
    /// The name of the handler.
    package let handler: String
    /// The type of the events.
    package let type: String
    /// The source of the events, or `nil` for any source.
    package let source: String?
}

extension App {
    /// The subscriptions of the event handlers without a trigger, in registration order.
    ///
    /// The type of the events is the name of the handler.
    package var cloudEventSubscriptions: [CloudEventSubscription] {
        plan.eventHandlers.filter { $0.trigger == nil }
            .map {
                CloudEventSubscription(handler: $0.name, type: $0.name, source: $0.source?.description)
            }
    }
}
