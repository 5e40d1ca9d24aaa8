public import Swiftlet

/// The data of a CloudEvent that declares its `type`, which selects the handler of an event.
public protocol CloudEventData: EventInput {
    /// The `type` attribute of the event, such as `com.example.order.placed`.
    static var cloudEventType: String { get }
}
