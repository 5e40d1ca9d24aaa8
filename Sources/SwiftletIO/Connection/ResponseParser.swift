import Glibc

/// An incremental parser for one HTTP/1.1 response.
///
/// By [RFC 9112](https://www.rfc-editor.org/rfc/rfc9112): interim responses are skipped, the body's length follows section
/// 6.3, chunk extensions and trailer fields are ignored. Ambiguous messages are rejected: different lengths, folded lines,
/// names with a space. No byte after the end is consumed.
struct ResponseParser: Sendable {
    /// A malformed response.
    enum Fault: String, Error {
        case notHTTP = "The response does not begin with HTTP/1."
        case badField = "The response has a malformed header field."
        case headTooLarge = "The response's head exceeds 256 KiB."
        case badLength = "The response has a malformed Content-Length, or different ones."
        case badCoding = "The response has an unsupported transfer coding."
        case badChunk = "The response has a malformed chunk."
        case tooLarge = "The response's body is too large."
    }

    private enum State {
        case statusLine
        case fields
        case sized(left: Int)
        case untilClose
        case chunkSize
        case chunk(left: Int)
        case chunkEnd
        case trailers
        case complete
    }

    /// The status and the fields received so far.
    private(set) var head = ResponseHead()
    /// The body received so far.
    private(set) var body: [UInt8] = []
    /// Whether the connection can be reused once the response is complete.
    private(set) var keepsConnection = false
    /// Whether any byte has been received.
    private(set) var hasBegun = false
    private var state = State.statusLine
    /// The beginning of an incomplete line.
    private var line: [UInt8] = []
    /// The remaining number of bytes allowed for lines.
    private var lineBudget = Self.headLimit

    private static let headLimit = 256 * 1024
    /// The maximum capacity reserved for a body in advance, regardless of its declared length.
    private static let maxReservedCapacity = 8 * 1024 * 1024

    /// Whether the response is complete.
    var isComplete: Bool {
        if case .complete = state { true } else { false }
    }

    /// Resets the parser for the next response.
    mutating func reset() {
        head.reset()
        body = []
        keepsConnection = false
        hasBegun = false
        state = .statusLine
        if !line.isEmpty { line = [] }
        lineBudget = Self.headLimit
    }

    /// Returns the body and removes it.
    mutating func takeBody() -> [UInt8] {
        let bytes = body
        body = []
        return bytes
    }

    /// Parses the next bytes.
    ///
    /// - Returns: The number of bytes that belong to this response: all of them, unless it is complete.
    mutating func consume(_ bytes: Span<UInt8>) throws(Fault) -> Int {
        var offset = 0
        if bytes.count > 0 { hasBegun = true }
        while offset < bytes.count, !isComplete {
            let rest = bytes.extracting(offset...)
            switch state {
            case .statusLine, .fields, .chunkSize, .chunkEnd, .trailers:
                offset += try consumeLine(rest)
            case .sized(let left):
                let count = min(left, rest.count)
                body.append(copying: rest.extracting(first: count))
                state = count == left ? .complete : .sized(left: left - count)
                offset += count
            case .chunk(let left):
                let count = min(left, rest.count)
                body.append(copying: rest.extracting(first: count))
                state = count == left ? .chunkEnd : .chunk(left: left - count)
                offset += count
            case .untilClose:
                body.append(copying: rest)
                offset += rest.count
            case .complete:
                break
            }
        }
        return offset
    }

    /// Handles the end of the connection, which ends a response without a length.
    mutating func close() {
        if case .untilClose = state { state = .complete }
        keepsConnection = false
    }

    // MARK: - Lines

    private mutating func consumeLine(_ bytes: Span<UInt8>) throws(Fault) -> Int {
        let end = Self.lineFeed(in: bytes) ?? bytes.count
        let count = min(end + 1, bytes.count)
        guard count <= lineBudget else { throw .headTooLarge }
        lineBudget -= count
        guard end < bytes.count else {
            line.append(copying: bytes)
            // A server of another protocol may never send a line break.
            if case .statusLine = state { try Self.checkVersion(line.span) }
            return count
        }
        let part = bytes.extracting(first: end)
        if line.isEmpty {
            try take(part)
        } else {
            line.append(copying: part)
            let whole = line
            line = []
            try take(whole.span)
        }
        return count
    }

    /// The index of the first line feed; found by `memchr`, because this search dominates the cost of parsing.
    private static func lineFeed(in bytes: Span<UInt8>) -> Int? {
        unsafe bytes.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress,
                let found = unsafe memchr(start, CInt(UInt8(ascii: "\n")), bytes.count)
            else { return nil }
            return unsafe UnsafeRawPointer(found) - start
        }
    }

    /// Parses a line, with or without its carriage return.
    private mutating func take(_ text: Span<UInt8>) throws(Fault) {
        let hasReturn = text.count > 0 && text[text.count - 1] == UInt8(ascii: "\r")
        let line = text.extracting(first: hasReturn ? text.count - 1 : text.count)
        switch state {
        case .statusLine:
            try takeStatus(line)
        case .fields:
            try takeField(line)
        case .trailers:
            if line.isEmpty { state = .complete }
        case .chunkSize:
            let size = try Self.chunkSize(line)
            guard size <= Int.max - body.count else { throw .tooLarge }
            state = size == 0 ? .trailers : .chunk(left: size)
            // The limit is for each line between chunks, of which there may be any number.
            lineBudget = Self.headLimit
        case .chunkEnd:
            guard line.isEmpty else { throw .badChunk }
            state = .chunkSize
        case .sized, .chunk, .untilClose, .complete:
            break
        }
    }

    private mutating func takeStatus(_ line: Span<UInt8>) throws(Fault) {
        try Self.checkVersion(line)
        // HTTP/1.1 200
        guard line.count >= 12, line[8] == 0x20, line.count == 12 || line[12] == 0x20,
            line[9] >= UInt8(ascii: "1"), Self.isDigit(line[9]), Self.isDigit(line[10]), Self.isDigit(line[11])
        else { throw .notHTTP }
        head.append(line: line)
        // Since HTTP/1.1 connections are persistent by default.
        keepsConnection = line[7] >= UInt8(ascii: "1")
        // No request asks for a protocol upgrade.
        guard head.status != 101 else { throw .notHTTP }
        state = .fields
    }

    private mutating func takeField(_ line: Span<UInt8>) throws(Fault) {
        guard line.count > 0 else {
            head.append(line: line)
            // The head of an interim response is followed by another one.
            guard head.isComplete else {
                state = .statusLine
                return
            }
            return try beginBody()
        }
        var colon = 0
        while colon < line.count, HeaderLine.isTokenByte(line[colon]) { colon += 1 }
        guard colon > 0, colon < line.count, line[colon] == UInt8(ascii: ":") else { throw .badField }
        head.append(field: line, colon: colon)
    }

    /// Rejects a partial status line that does not begin with HTTP/1.
    private static func checkVersion(_ line: Span<UInt8>) throws(Fault) {
        let start: StaticString = "HTTP/1."
        let version = unsafe UnsafeBufferPointer(start: start.utf8Start, count: start.utf8CodeUnitCount).span
        for index in version.indices where index < line.count && line[index] != version[index] { throw .notHTTP }
        guard line.count <= 7 || isDigit(line[7]) else { throw .notHTTP }
    }

    // MARK: - The body

    private mutating func beginBody() throws(Fault) {
        if asksToClose { keepsConnection = false }
        if head.status == 204 || head.status == 304 {
            state = .complete
        } else if let coding = head.first("transfer-encoding") {
            guard HeaderLine.equal(coding, "chunked") else { throw .badCoding }
            // RFC 9112 6.3: Content-Length is overridden, and may indicate response splitting.
            if head.first("content-length") != nil { keepsConnection = false }
            state = .chunkSize
        } else if let length = try contentLength() {
            body.reserveCapacity(min(length, Self.maxReservedCapacity))
            state = length == 0 ? .complete : .sized(left: length)
        } else {
            keepsConnection = false
            state = .untilClose
        }
    }

    /// Whether one of the `Connection` fields, each a list, contains `close`.
    private var asksToClose: Bool {
        head.values("connection")
            .contains { value in
                value.split(whereSeparator: { ", \t".contains($0) }).contains { HeaderLine.equal(String($0), "close") }
            }
    }

    private func contentLength() throws(Fault) -> Int? {
        let values = head.values("content-length")
        guard let text = values.first else { return nil }
        guard !text.isEmpty, text.utf8.allSatisfy(Self.isDigit), let length = Int(text),
            values.allSatisfy({ $0 == text })
        else { throw .badLength }
        return length
    }

    /// Parses the chunk size; an extension is ignored.
    private static func chunkSize(_ line: Span<UInt8>) throws(Fault) -> Int {
        var size = 0
        var offset = 0
        while offset < line.count, let digit = hexadecimalDigit(line[offset]) {
            guard size <= Int.max >> 4 else { throw .tooLarge }
            size = size << 4 | digit
            offset += 1
        }
        guard offset > 0, offset == line.count || line[offset] == UInt8(ascii: ";") || line[offset] <= 0x20 else {
            throw .badChunk
        }
        return size
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
    }

    private static func hexadecimalDigit(_ byte: UInt8) -> Int? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): Int(byte - UInt8(ascii: "a")) + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): Int(byte - UInt8(ascii: "A")) + 10
        default: nil
        }
    }
}
