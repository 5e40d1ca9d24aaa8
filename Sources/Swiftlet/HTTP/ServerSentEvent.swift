import SwiftletJSON

/// One event of an ``EventStream``, in the format of the
/// [HTML standard, section 9.2](https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation).
public struct ServerSentEvent: Sendable, Hashable {
    /// The data, of any number of lines; a client dispatches no event without it.
    public var data: String?
    /// The type, a single line; a client dispatches `message` events without it.
    public var event: String?
    /// The id, a single line without NUL, that a client sends as `Last-Event-ID` when it reconnects.
    public var id: String?
    /// How many milliseconds a client waits before it reconnects: 0 or more.
    public var retry: Int?
    /// A comment, of any number of lines, that clients ignore.
    public var comment: String?

    /// Creates an event.
    ///
    /// - Parameters:
    ///   - data: the data, of any number of lines.
    ///   - event: the type, a single line.
    ///   - id: the id, a single line without NUL.
    ///   - retry: how many milliseconds a client waits before it reconnects: 0 or more.
    ///   - comment: a comment that clients ignore.
    public init(
        data: String? = nil,
        event: String? = nil,
        id: String? = nil,
        retry: Int? = nil,
        comment: String? = nil
    ) {
        self.data = data
        self.event = event
        self.id = id
        self.retry = retry
        self.comment = comment
    }

    /// Creates an event whose data is a value as JSON.
    ///
    /// - Parameters:
    ///   - value: the value.
    ///   - event: the type, a single line.
    ///   - id: the id, a single line without NUL.
    ///   - retry: how many milliseconds a client waits before it reconnects: 0 or more.
    /// - Throws: an error if JSON cannot express the value, such as an infinite number.
    public init(
        json value: some SchemaValue,
        event: String? = nil,
        id: String? = nil,
        retry: Int? = nil
    ) throws {
        var writer = JSONWriter()
        try value.encode(to: &writer)
        self.init(data: String(decoding: writer.finish(), as: UTF8.self), event: event, id: id, retry: retry)
    }

    /// The event as it is sent, with the empty line that ends it.
    ///
    /// A line ends at CR, LF or both, as clients read it, so that no data can begin another field.
    ///
    /// - Returns: the bytes.
    /// - Throws: ``ServerSentEventError`` if the type or the id has a line break, the id has NUL, or the time to wait is
    ///   negative.
    public func encoded() throws(ServerSentEventError) -> [UInt8] {
        if let event, event.utf8.contains(where: \.endsLine) { throw ServerSentEventError(.lineBreak, in: "event") }
        if let id, id.utf8.contains(where: \.endsLine) { throw ServerSentEventError(.lineBreak, in: "id") }
        if let id, id.utf8.contains(0) { throw ServerSentEventError(.nul, in: "id") }
        if let retry, retry < 0 { throw ServerSentEventError(.negative, in: "retry") }
        var bytes: [UInt8] = []
        if let comment { Self.append("", lines: comment, to: &bytes) }
        if let event { Self.append("event", lines: event, to: &bytes) }
        if let data { Self.append("data", lines: data, to: &bytes) }
        if let id { Self.append("id", lines: id, to: &bytes) }
        if let retry { Self.append("retry", lines: String(retry), to: &bytes) }
        bytes.append(UInt8(ascii: "\n"))
        return bytes
    }

    private static func append(_ field: String, lines text: String, to bytes: inout [UInt8]) {
        let space = UInt8(ascii: " ")
        func begin() {
            bytes.append(contentsOf: field.utf8)
            bytes.append(UInt8(ascii: ":"))
            bytes.append(space)
        }
        begin()
        var previous = space
        for byte in text.utf8 {
            // LF after CR is the same line break.
            if byte.endsLine, !(byte == UInt8(ascii: "\n") && previous == UInt8(ascii: "\r")) {
                bytes.append(UInt8(ascii: "\n"))
                begin()
            } else if !byte.endsLine {
                bytes.append(byte)
            }
            previous = byte
        }
        bytes.append(UInt8(ascii: "\n"))
    }
}

extension UInt8 {
    fileprivate var endsLine: Bool { self == UInt8(ascii: "\n") || self == UInt8(ascii: "\r") }
}
