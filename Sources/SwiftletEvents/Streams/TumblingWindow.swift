public import FoundationEssentials
import Swiftlet
public import SwiftletJSON

/// The tumbling window of a stream batch: a time interval whose invocations pass state from one to the next.
///
/// ```swift
/// let clicks = EventHandler("clicks", from: "clicks") { (event: KinesisEvent, context) in
///     let count = (event.window?.state["count"]?.int ?? 0) + event.records.count
///     return BatchResponse(state: ["count": .integer(count)])
/// }
/// ```
///
/// Events have a window if the event source mapping configures one. The response must then include a state, even if the
/// event has no records; see
/// [Lambda's documentation](https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-windows.html).
public struct TumblingWindow: Sendable, Hashable {
    /// The start of the window (inclusive).
    public var start: Date
    /// The end of the window (exclusive).
    public var end: Date
    /// The state returned by the previous invocation; an empty object in the first invocation of the window.
    public var state: JSON
    /// The shard ID.
    public var shardID: String
    /// Whether this is the final invocation of the window, whose state is discarded and which may have no records.
    public var isFinalInvokeForWindow: Bool
    /// Whether the window was terminated early because the state reached its limit of 1 MB.
    public var isWindowTerminatedEarly: Bool

    /// Creates a window from the members of an event, or returns `nil` if the event has no `window`.
    ///
    /// - Throws: ``EventError`` if a required member is missing or a member has the wrong type.
    init?(_ event: JSONNode) throws(EventError) {
        guard let window = try event.optionalObject("window") else { return nil }
        do {
            start = try Self.time(window, "start")
            end = try Self.time(window, "end")
        } catch {
            throw error.inside("window")
        }
        state = try event.optionalObject("state")?.value ?? [:]
        shardID = try event.optionalString("shardId") ?? ""
        isFinalInvokeForWindow = event["isFinalInvokeForWindow"]?.bool ?? false
        isWindowTerminatedEarly = event["isWindowTerminatedEarly"]?.bool ?? false
    }

    private static func time(_ window: JSONNode, _ name: String) throws(EventError) -> Date {
        guard let time = EventTime.date(try window.requiredString(name)) else {
            throw .invalidValue(name, expected: "an RFC 3339 timestamp")
        }
        return time
    }
}
