public import Swiftlet
public import SwiftletJSON

/// An event detail that declares its source, which selects the handler of an event.
///
/// A detail that is an ``EventBridgeDetail`` too is decoded from events with both its source and its `detail-type`.
public protocol EventBridgeSourceDetail: EventInput {
    /// The source of the event, such as `aws.s3`.
    static var eventSource: String { get }

    /// Whether the detail of an event from the source is of this type.
    ///
    /// - Parameter detail: The detail.
    /// - Returns: `false` for one that the type cannot decode, such as that of an API call recorded by CloudTrail.
    static func recognizesDetail(_ detail: JSONNode) -> Bool
}

extension EventBridgeSourceDetail {
    /// `true`: all events from the source have this detail.
    public static func recognizesDetail(_ detail: JSONNode) -> Bool { true }
}
