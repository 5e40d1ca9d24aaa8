public import FoundationEssentials
public import SwiftletJSON

/// The tumbling window that a batch of a stream belongs to: a span of time whose invocations pass a state on.
///
/// ```swift
/// EventHandler("clicks", from: "clicks") { (event: KinesisEvent, context) in
///     let count = (event.window?.state["count"]?.int ?? 0) + event.records.count
///     return BatchResponse(state: ["count": .integer(count)])
/// }
/// ```
///
/// An event has one where the event source mapping has a tumbling window, and the response must then have a state, whether or
/// not there are records: see
/// [Lambda's documentation](https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-windows.html).
public struct TumblingWindow: Sendable, Hashable {
    /// Start of the window (inclusive).
    public var start: Date
    /// End of the window (exclusive).
    public var end: Date
    /// The state that the previous invocation returned; an empty object in the first one of the window.
    public var state: JSON
    /// The shard's id.
    public var shardID: String
    /// Whether this is the last invocation of the window: its state is discarded, and it may have no records.
    public var isFinalInvokeForWindow: Bool
    /// Whether the window ends before its time because the state has reached its limit of 1 MB.
    public var isWindowTerminatedEarly: Bool

    /// Reads the members of an event.
    ///
    /// - Returns: `nil` if the event has no `window`.
    /// - Throws: ``EventError`` if a member is missing or of another kind.
    init?(_ event: JSONNode) throws(EventError) {
        guard let window = try event.object("window") else { return nil }
        do {
            start = try Self.time(window, "start")
            end = try Self.time(window, "end")
        } catch {
            throw error.inside("window")
        }
        state = try event.object("state")?.value ?? [:]
        shardID = try event.text("shardId") ?? ""
        isFinalInvokeForWindow = event["isFinalInvokeForWindow"]?.bool ?? false
        isWindowTerminatedEarly = event["isWindowTerminatedEarly"]?.bool ?? false
    }

    private static func time(_ window: JSONNode, _ name: String) throws(EventError) -> Date {
        guard let time = EventTime.date(try window.requiredText(name)) else {
            throw .invalidValue(name, expected: "a time as in RFC 3339")
        }
        return time
    }
}
