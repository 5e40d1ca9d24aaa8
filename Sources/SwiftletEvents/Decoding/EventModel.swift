public import Swiftlet
public import SwiftletJSON

/// An event type with an initializer that decodes the event.
public protocol EventModel: EventInput {
    /// Creates an event from its JSON.
    ///
    /// - Parameter event: The event.
    /// - Throws: ``EventError`` if a required member is missing or a member has the wrong type.
    init(event: JSONNode) throws(EventError)
}

extension EventModel {
    /// Decodes an event.
    ///
    /// - Throws: ``EventError`` if a required member is missing or a member has the wrong type.
    public static func decodeEvent(_ event: JSONNode) throws -> Self {
        try Self(event: event)
    }
}
