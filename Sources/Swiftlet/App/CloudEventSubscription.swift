/// The CloudEvents that an event handler is subscribed to, for the manifests of an event broker.
package struct CloudEventSubscription: Sendable, Hashable {
    /// The name of the handler.
    package let handler: String
    /// The type of the events, or `nil` for all types.
    package let type: String?
    /// The source of the events, or `nil` for any source.
    package let source: String?
}

extension App {
    /// The subscriptions of the handlers of CloudEvents, in registration order.
    package var cloudEventSubscriptions: [CloudEventSubscription] {
        plan.eventHandlers.filter { $0.kind?.isCloudEvent == true }
            .map {
                CloudEventSubscription(
                    handler: $0.name,
                    type: $0.kind?.cloudEventType,
                    source: $0.source?.description
                )
            }
    }
}
