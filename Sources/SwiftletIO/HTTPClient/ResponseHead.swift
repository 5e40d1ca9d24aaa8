/// The status and header fields of a response, stored as bytes.
///
/// Names and values are converted to strings on access. The storage is reused for the next response.
package struct ResponseHead: Sendable {
    private struct Field {
        var name: Range<Int>
        var value: Range<Int>
        var isTrailer: Bool
    }

    private var bytes: [UInt8] = []
    private var fields: [Field] = []
    /// The status code of the last status line, or 0.
    package private(set) var status = 0
    /// Whether the head of a final response, with a status of 200 or more, is complete.
    package private(set) var isComplete = false

    /// Whether the next line may be a status line: the first one, or one after an empty line.
    private var startsHead = true

    package init() {}

    mutating func reset() {
        bytes.removeAll(keepingCapacity: true)
        fields.removeAll(keepingCapacity: true)
        status = 0
        isComplete = false
        startsHead = true
    }

    /// Parses a line from libcurl: a status line, a header field, the empty line, or a trailer field.
    ///
    /// On the hot path: the bytes are parsed in place and copied once.
    mutating func append(line: Span<UInt8>) {
        var end = line.count
        while end > 0, Self.isSpace(line[end - 1]) { end -= 1 }
        guard end > 0 else {
            // The head of an interim response is followed by another status line.
            isComplete = status >= 200
            startsHead = true
            return
        }
        let mayBeStatusLine = startsHead
        startsHead = false
        if mayBeStatusLine, Self.isStatusLine(line) {
            reset()
            startsHead = false
            status = Self.statusCode(in: line, upTo: end)
            return
        }
        var colon = 0
        while colon < end, line[colon] != UInt8(ascii: ":") { colon += 1 }
        guard colon < end else { return }
        append(field: line.extracting(first: end), colon: colon)
    }

    /// Appends a field line whose name ends at `colon`.
    mutating func append(field line: Span<UInt8>, colon: Int) {
        var end = line.count
        while end > colon + 1, Self.isSpace(line[end - 1]) { end -= 1 }
        var value = colon + 1
        while value < end, Self.isSpace(line[value]) { value += 1 }
        let start = bytes.count
        bytes.append(copying: line.extracting(first: end))
        fields.append(
            Field(name: start..<start + colon, value: start + value..<start + end, isTrailer: isComplete)
        )
    }

    /// The value of the first field with this name, case-insensitively.
    package func first(_ name: String) -> String? {
        let name = name.utf8Span.span
        let fields = fields.span
        for index in fields.indices where fields[index].name.count == name.count {
            let field = fields[index]
            if !field.isTrailer, matches(field.name, name) { return string(field.value) }
        }
        return nil
    }

    /// The values of all fields with this name, in order.
    func values(_ name: String) -> [String] {
        let name = name.utf8Span.span
        var values: [String] = []
        for field in fields where field.name.count == name.count && !field.isTrailer && matches(field.name, name) {
            values.append(string(field.value))
        }
        return values
    }

    /// Calls `body` with every header field, or every trailer field, in order.
    package func forEach(trailers: Bool = false, _ body: (_ name: String, _ value: String) -> Void) {
        for field in fields where field.isTrailer == trailers {
            body(string(field.name), string(field.value))
        }
    }

    private func string(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    /// On the hot path: called for several fields of each response.
    private func matches(_ range: Range<Int>, _ name: Span<UInt8>) -> Bool {
        let bytes = bytes.span
        for index in name.indices {
            let (byte, other) = (bytes[range.lowerBound + index], name[index])
            if byte != other, Self.lowercase(byte) != Self.lowercase(other) { return false }
        }
        return true
    }

    private static func lowercase(_ byte: UInt8) -> UInt8 {
        UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte
    }

    /// Whether the line begins with `HTTP/`.
    private static func isStatusLine(_ line: Span<UInt8>) -> Bool {
        line.count >= 5 && line[0] == UInt8(ascii: "H") && line[1] == UInt8(ascii: "T") && line[2] == UInt8(ascii: "T")
            && line[3] == UInt8(ascii: "P") && line[4] == UInt8(ascii: "/")
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A
    }

    /// The three digits after the first space.
    private static func statusCode(in line: Span<UInt8>, upTo end: Int) -> Int {
        var cursor = 0
        while cursor < end, line[cursor] != 0x20 { cursor += 1 }
        var code = 0
        for index in cursor + 1..<max(cursor + 1, min(cursor + 4, end)) {
            let byte = line[index]
            guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte else { break }
            code = code * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return code
    }
}
