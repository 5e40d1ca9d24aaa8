public import SwiftletJSON

/// An event type that can recognize its own events.
public protocol RecognizedEvent: EventInput {
    /// Whether the event is of this type.
    static func recognizes(_ event: JSONNode) -> Bool

    /// The kind of events. Two handlers of one kind in an app each need an ``EventSource``.
    static var kind: EventKind { get }

    /// The names and ARNs by which an event names its source, to compare with the ``EventSource`` of a handler.
    ///
    /// If several handlers of one kind match an event, the one whose source comes first is called.
    ///
    /// - Parameter event: An event of this type.
    /// - Returns: The names and ARNs, the most specific first, such as a collection before its database.
    static func sources(of event: JSONNode) -> [String]

    /// Whether the event is a test message, with which a source verifies that it can deliver events.
    ///
    /// A test message is logged and acknowledged, without calling the handler.
    ///
    /// - Parameter event: An event of any type.
    /// - Returns: Whether it is a test message.
    static func isTestMessage(_ event: JSONNode) -> Bool
}

extension RecognizedEvent {
    /// The events of this type only.
    public static var kind: EventKind { EventKind(Self.self) }

    /// The ARNs in `eventSourceARN`, `eventSourceArn` or `resources`, the ARN of a topic, or the name of a bucket.
    public static func sources(of event: JSONNode) -> [String] { EventSource.names(in: event) }

    /// `false`: the source sends no test messages.
    public static func isTestMessage(_ event: JSONNode) -> Bool { false }
}
