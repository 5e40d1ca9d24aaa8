public import SwiftletJSON

/// An event on its way to an ``EventHandler``, for ``EventMiddleware``.
public struct HandledEvent: Sendable {
    /// The name of the event handler.
    public let handler: String
    /// The event.
    public var json: JSONNode
}
