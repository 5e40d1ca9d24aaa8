public import SwiftletJSON

/// An event type that can recognize its own events.
public protocol RecognizedEvent: EventInput {
    /// Whether the event is of this type.
    static func recognizes(_ event: JSONNode) -> Bool

    /// The kind of events. Two handlers of one kind in an app each need an ``EventSource``.
    static var kind: EventKind { get }
}

extension RecognizedEvent {
    /// The events of this type only.
    public static var kind: EventKind { EventKind(Self.self) }
}
