public import Swiftlet

/// An event detail that declares its source, which selects the handler of an event.
///
/// A detail that is an ``EventBridgeDetail`` too is decoded from events with both its source and its `detail-type`.
public protocol EventBridgeSourceDetail: EventInput {
    /// The source of the event, such as `aws.s3`.
    static var eventSource: String { get }
}
