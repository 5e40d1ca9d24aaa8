#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Reads one HTTP/1.1 reply from the bytes of a connection, however they are cut.
///
/// It holds to [RFC 9112](https://www.rfc-editor.org/rfc/rfc9112): interim replies are passed over, the body's end follows
/// from section 6.3, chunk extensions and trailer fields are read and dropped. What it cannot be sure of it refuses: two
/// lengths that differ, a folded line, a name with a space. No byte after the end is taken.
struct ReplyParser: Sendable {
    /// What is wrong with a reply.
    enum Fault: String, Error {
        case notHTTP = "The reply does not begin like HTTP/1."
        case badField = "The reply has a header line that is no field."
        case headTooLarge = "The reply's head is larger than 256 KiB."
        case badLength = "The reply's Content-Length is no number, or there are several."
        case badCoding = "The reply has a transfer coding other than chunked."
        case badChunk = "The reply has a malformed chunk."
        case tooLarge = "The reply's body is too large."
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

    /// The status and the fields, as far as they have come.
    private(set) var head = ReplyHead()
    /// The body, as far as it has come.
    private(set) var body: [UInt8] = []
    /// Whether the connection is good for another request once the reply is complete.
    private(set) var keepsConnection = false
    /// Whether any byte has come.
    private(set) var hasBegun = false
    private var state = State.statusLine
    /// The beginning of a line whose end has not come.
    private var line: [UInt8] = []
    /// How many bytes of lines may still come.
    private var room = Self.headLimit

    private static let headLimit = 256 * 1024
    /// What is set aside at once for a body, whatever length it claims to have.
    private static let mostReserved = 8 * 1024 * 1024

    /// Whether the whole reply has come.
    var isComplete: Bool {
        if case .complete = state { true } else { false }
    }

    /// Forgets the last reply.
    mutating func reset() {
        head.reset()
        body = []
        keepsConnection = false
        hasBegun = false
        state = .statusLine
        if !line.isEmpty { line = [] }
        room = Self.headLimit
    }

    /// Takes the body, and leaves none.
    mutating func takeBody() -> [UInt8] {
        let taken = body
        body = []
        return taken
    }

    /// Reads on.
    ///
    /// - Returns: how many bytes belong to this reply: all of them, unless it is complete.
    mutating func consume(_ bytes: Span<UInt8>) throws(Fault) -> Int {
        var place = 0
        if bytes.count > 0 { hasBegun = true }
        while place < bytes.count, !isComplete {
            let rest = bytes.extracting(place...)
            switch state {
            case .statusLine, .fields, .chunkSize, .chunkEnd, .trailers:
                place += try consumeLine(rest)
            case .sized(let left):
                let count = min(left, rest.count)
                body.append(copying: rest.extracting(first: count))
                state = count == left ? .complete : .sized(left: left - count)
                place += count
            case .chunk(let left):
                let count = min(left, rest.count)
                body.append(copying: rest.extracting(first: count))
                state = count == left ? .chunkEnd : .chunk(left: left - count)
                place += count
            case .untilClose:
                body.append(copying: rest)
                place += rest.count
            case .complete:
                break
            }
        }
        return place
    }

    /// The connection has been closed, which ends a reply of unknown length.
    mutating func close() {
        if case .untilClose = state { state = .complete }
        keepsConnection = false
    }

    // MARK: Lines

    private mutating func consumeLine(_ bytes: Span<UInt8>) throws(Fault) -> Int {
        let end = Self.lineFeed(in: bytes) ?? bytes.count
        let count = min(end + 1, bytes.count)
        guard count <= room else { throw .headTooLarge }
        room -= count
        guard end < bytes.count else {
            line.append(copying: bytes)
            // Whoever does not speak HTTP at all may never send the end of a line.
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

    /// Where the first line feed is: most of what a reply costs is to find the ends of its lines.
    private static func lineFeed(in bytes: Span<UInt8>) -> Int? {
        unsafe bytes.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress,
                let found = unsafe memchr(start, CInt(UInt8(ascii: "\n")), bytes.count)
            else { return nil }
            return unsafe UnsafeRawPointer(found) - start
        }
    }

    /// Takes a line, which may still have its carriage return.
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
            // The lines between chunks are not the head's: there may be any number of them.
            room = Self.headLimit
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
        // From HTTP/1.1 on a connection stays open unless the other side says that it does not.
        keepsConnection = line[7] >= UInt8(ascii: "1")
        // The protocol changes with 101, and nobody has asked for that.
        guard head.status != 101 else { throw .notHTTP }
        state = .fields
    }

    private mutating func takeField(_ line: Span<UInt8>) throws(Fault) {
        guard line.count > 0 else {
            head.append(line: line)
            // The head of an interim reply is followed by another one.
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

    /// Whether a first line is, or may become, that of an HTTP/1 reply.
    private static func checkVersion(_ line: Span<UInt8>) throws(Fault) {
        let start: StaticString = "HTTP/1."
        let version = unsafe UnsafeBufferPointer(start: start.utf8Start, count: start.utf8CodeUnitCount).span
        for index in version.indices where index < line.count && line[index] != version[index] { throw .notHTTP }
        guard line.count <= 7 || isDigit(line[7]) else { throw .notHTTP }
    }

    // MARK: The body

    private mutating func beginBody() throws(Fault) {
        if asksToClose { keepsConnection = false }
        if head.status == 204 || head.status == 304 {
            state = .complete
        } else if let coding = head.first("transfer-encoding") {
            guard HeaderLine.equal(coding, "chunked") else { throw .badCoding }
            // A length beside it does not count, and is a sign of somebody between who reads otherwise.
            if head.first("content-length") != nil { keepsConnection = false }
            state = .chunkSize
        } else if let length = try contentLength() {
            body.reserveCapacity(min(length, Self.mostReserved))
            state = length == 0 ? .complete : .sized(left: length)
        } else {
            keepsConnection = false
            state = .untilClose
        }
    }

    /// Whether one of the `Connection` fields, each a list, says so.
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

    /// The number before an extension.
    private static func chunkSize(_ line: Span<UInt8>) throws(Fault) -> Int {
        var size = 0
        var place = 0
        while place < line.count, let digit = hexadecimalDigit(line[place]) {
            guard size <= Int.max >> 4 else { throw .tooLarge }
            size = size << 4 | digit
            place += 1
        }
        guard place > 0, place == line.count || line[place] == UInt8(ascii: ";") || line[place] <= 0x20 else {
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
