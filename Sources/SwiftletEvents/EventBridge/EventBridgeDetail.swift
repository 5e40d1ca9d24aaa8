public import Swiftlet

/// An event detail that declares its `detail-type`, which selects the handler of an event.
public protocol EventBridgeDetail: EventInput {
    /// The `detail-type` of the event.
    static var detailType: String { get }
}
