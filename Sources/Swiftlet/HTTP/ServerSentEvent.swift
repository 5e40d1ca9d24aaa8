import SwiftletJSON

/// An event of an ``EventStream``, in the format of the
/// [HTML standard, section 9.2](https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation).
///
/// ```swift
/// let tick = ServerSentEvent(data: "tick", id: "7")
/// let update = try ServerSentEvent(json: article, event: "article")
/// ```
public struct ServerSentEvent: Sendable, Hashable {
    /// The data, which may have multiple lines; clients do not dispatch an event without data.
    public var data: String?
    /// The event type, a single line; clients use `message` by default.
    public var event: String?
    /// The ID, a single line without NUL, which clients send as `Last-Event-ID` when they reconnect.
    public var id: String?
    /// The reconnection time in milliseconds, 0 or more.
    public var retry: Int?
    /// A comment, which may have multiple lines and is ignored by clients.
    public var comment: String?

    /// Creates an event.
    ///
    /// - Parameters:
    ///   - data: The data, which may have multiple lines.
    ///   - event: The event type, a single line.
    ///   - id: The ID, a single line without NUL.
    ///   - retry: The reconnection time in milliseconds, 0 or more.
    ///   - comment: A comment, ignored by clients.
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

    /// Creates an event with a value encoded as JSON.
    ///
    /// - Parameters:
    ///   - value: The value.
    ///   - event: The event type, a single line.
    ///   - id: The ID, a single line without NUL.
    ///   - retry: The reconnection time in milliseconds, 0 or more.
    /// - Throws: An error if the value cannot be represented in JSON, such as an infinite number.
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

    /// Encodes the event, including the empty line that terminates it.
    ///
    /// CR, LF and CRLF are all line breaks, as for clients, which prevents injection of fields through data.
    ///
    /// - Returns: The encoded event.
    /// - Throws: ``ServerSentEventError`` if the event type or the ID has a line break, the ID has NUL, or the reconnection
    ///   time is negative.
    package func encoded() throws(ServerSentEventError) -> [UInt8] {
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
            // An LF after a CR is part of the same line break.
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
