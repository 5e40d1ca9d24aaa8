import Testing

@testable import SwiftletIO

@Suite struct ResponseParserTests {
    /// The result of parsing a response.
    private struct Reading: Equatable {
        var status = 0
        var body = ""
        var isComplete = false
        var keepsConnection = false
        /// The number of bytes left over.
        var excess = 0
    }

    /// Parses the bytes in parts that end at `cuts`.
    private func read(_ bytes: [UInt8], cuts: [Int] = [], closing: Bool = false) throws -> Reading {
        var parser = ResponseParser()
        var consumed = 0
        var start = 0
        for end in cuts + [bytes.count] {
            let part = Array(bytes[start..<end])
            consumed += try parser.consume(part.span)
            start = end
        }
        if closing { parser.close() }
        return Reading(
            status: parser.head.status,
            body: String(decoding: parser.body, as: UTF8.self),
            isComplete: parser.isComplete,
            keepsConnection: parser.keepsConnection,
            excess: bytes.count - consumed
        )
    }

    struct Example: CustomTestStringConvertible, Sendable {
        var reply: String
        var status = 200
        var body = ""
        var keepsConnection = true
        var excess = 0
        /// Ended by the close only.
        var untilClose = false

        var testDescription: String { reply.debugDescription }
    }

    static let examples = [
        Example(reply: "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", body: "hello"),
        Example(reply: "HTTP/1.1 200\r\ncontent-length:0\r\n\r\n"),
        Example(reply: "HTTP/1.1 202 \r\nContent-Length:  2 \r\n\r\n{}", status: 202, body: "{}"),
        Example(reply: "HTTP/1.1 200 OK\nContent-Length: 2\n\n{}", body: "{}"),
        Example(reply: "HTTP/1.1 204 No Content\r\n\r\n", status: 204),
        Example(reply: "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n", status: 204),
        Example(reply: "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n", status: 304),
        Example(reply: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\ncontent-length: 2\r\n\r\nab", body: "ab"),
        Example(reply: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nabcd", body: "ab", excess: 2),
        Example(
            reply: "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\na",
            body: "a",
            keepsConnection: false
        ),
        Example(
            reply: "HTTP/1.1 200 OK\r\nConnection: x, Close\r\nContent-Length: 1\r\n\r\na",
            body: "a",
            keepsConnection: false
        ),
        Example(
            reply: "HTTP/1.1 200 OK\r\nConnection: keep-alive, closed\r\nContent-Length: 1\r\n\r\na",
            body: "a"
        ),
        Example(reply: "HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\na", body: "a", keepsConnection: false),
        Example(
            reply: "HTTP/1.0 200 OK\r\n\r\nto the end",
            body: "to the end",
            keepsConnection: false,
            untilClose: true
        ),
        Example(reply: "HTTP/1.1 404 Not Found\r\n\r\n", status: 404, keepsConnection: false, untilClose: true),
        Example(reply: "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na", body: "a"),
        Example(
            reply:
                "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 102 P\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na",
            body: "a"
        ),
        Example(
            reply:
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nA;x=\"1\"\r\n0123456789\r\n0\r\n\r\n",
            body: "abc0123456789"
        ),
        Example(
            reply: "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n0002 \r\nab\r\n000\r\nX-Trailer: 1\r\n\r\n",
            body: "ab"
        ),
        Example(reply: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nzz", excess: 2),
        Example(
            reply: "HTTP/1.1 200 OK\r\nContent-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n",
            body: "a",
            keepsConnection: false
        ),
    ]

    @Test(arguments: examples)
    func `the result does not depend on how the bytes are split`(example: Example) throws {
        let bytes = Array(example.reply.utf8)
        let expected = Reading(
            status: example.status,
            body: example.body,
            isComplete: true,
            keepsConnection: example.keepsConnection,
            excess: example.excess
        )
        #expect(try read(bytes, closing: example.untilClose) == expected)
        for cut in 0...bytes.count { #expect(try read(bytes, cuts: [cut], closing: example.untilClose) == expected) }
        #expect(try read(bytes, cuts: Array(1..<bytes.count), closing: example.untilClose) == expected)
        // No prefix is a complete response.
        let end = bytes.count - example.excess
        for count in 0..<(example.untilClose ? 0 : end) {
            #expect(try read(Array(bytes[..<count]), closing: true).isComplete == false)
        }
    }

    @Test(
        arguments: [
            ("garbage\r\n\r\n", .notHTTP), ("H", nil), ("HTTP/2 200\r\n", .notHTTP), ("HTTP/9.9 abc\r\n\r\n", .notHTTP),
            ("HTTP/1.1 2000 OK\r\n", .notHTTP), ("HTTP/1.1 20 OK\r\n", .notHTTP), ("HTTP/1.1  200 OK\r\n", .notHTTP),
            ("HTTP/1.1 099 X\r\n", .notHTTP), ("HTTP/1.x 200 OK\r\n", .notHTTP), ("\r\nHTTP/1.1 200 OK\r\n", .notHTTP),
            ("HTTP/1.1 101 Switching Protocols\r\n\r\n", .notHTTP), ("\u{0}\u{1}", .notHTTP), ("SSH-2.0", .notHTTP),
            ("HTTP/1.1 200 OK\r\nno field\r\n", .badField), ("HTTP/1.1 200 OK\r\n: x\r\n", .badField),
            ("HTTP/1.1 200 OK\r\nA : x\r\n", .badField), ("HTTP/1.1 200 OK\r\nA: x\r\n folded\r\n", .badField),
            ("HTTP/1.1 200 OK\r\nHTTP/1.1 200 OK\r\n", .badField),
            ("HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n", .badLength),
            ("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", .badLength),
            ("HTTP/1.1 200 OK\r\nContent-Length: +1\r\n\r\n", .badLength),
            ("HTTP/1.1 200 OK\r\nContent-Length:\r\n\r\n", .badLength),
            ("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n", .badLength),
            ("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", .badLength),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n", .badCoding),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", .badCoding),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n", .badChunk),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\r\n", .badChunk),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1x\r\n", .badChunk),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n", .badChunk),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8000000000000000\r\n", .tooLarge),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n7fffffffffffffff\r\n", .tooLarge),
        ] as [(String, ResponseParser.Fault?)]
    )
    func `malformed responses are rejected`(reply: String, fault: ResponseParser.Fault?) {
        let bytes = Array(reply.utf8)
        for cuts in [[], Array(1..<max(1, bytes.count))] {
            if let fault {
                #expect(throws: fault) { try read(bytes, cuts: cuts) }
            } else {
                #expect(throws: Never.self) { try read(bytes, cuts: cuts) }
            }
        }
    }

    @Test func `a name is a token`() {
        let token = Set(
            "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8
        )
        for byte in UInt8.min...UInt8.max {
            #expect(HeaderLine.isTokenByte(byte) == token.contains(byte))
            let reply = Array("HTTP/1.1 200 OK\r\nA".utf8) + [byte] + Array(": x\r\nContent-Length: 0\r\n\r\n".utf8)
            // A colon only ends the name earlier.
            let isRead = token.contains(byte) || byte == UInt8(ascii: ":")
            #expect(((try? read(reply)) != nil) == isRead, "\(byte)")
        }
    }

    @Test func `an endless head is rejected`() {
        let line = Array("X-Field: \(String(repeating: "x", count: 1000))\r\n".utf8)
        var parser = ResponseParser()
        #expect(throws: ResponseParser.Fault.headTooLarge) {
            _ = try parser.consume(Array("HTTP/1.1 200 OK\r\n".utf8).span)
            for _ in 0..<1000 { _ = try parser.consume(line.span) }
        }
        var other = ResponseParser()
        #expect(throws: ResponseParser.Fault.headTooLarge) {
            _ = try other.consume(Array("HTTP/1.1 200 OK\r\nX: ".utf8).span)
            for _ in 0..<1000 { _ = try other.consume([UInt8](repeating: 0x78, count: 1000).span) }
        }
    }

    @Test func `the number of chunks is not limited`() throws {
        var bytes = Array("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".utf8)
        for _ in 0..<100_000 { bytes += "1\r\na\r\n".utf8 }
        bytes += "0\r\n\r\n".utf8
        let reading = try read(bytes)
        #expect(reading.isComplete && reading.body.utf8.count == 100_000)
    }

    @Test func `a false length reserves little memory`() throws {
        var parser = ResponseParser()
        _ = try parser.consume(Array("HTTP/1.1 200 OK\r\nContent-Length: 9000000000000000000\r\n\r\nabc".utf8).span)
        #expect(parser.body == Array("abc".utf8))
        #expect(parser.body.capacity < 32 * 1024 * 1024)
    }

    @Test func `a reset clears the state`() throws {
        var parser = ResponseParser()
        _ = try parser.consume(Array("HTTP/1.1 500 X\r\nA: b\r\nContent-Le".utf8).span)
        #expect(parser.hasBegun && parser.head.status == 500)
        parser.reset()
        #expect(!parser.hasBegun && parser.head.status == 0 && parser.head.first("a") == nil)
        _ = try parser.consume(Array("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nz".utf8).span)
        #expect(parser.isComplete && parser.takeBody() == [0x7A] && parser.takeBody().isEmpty)
    }
}
