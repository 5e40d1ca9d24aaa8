import Foundation
import SwiftletFixtures
import SwiftletJSON
import Testing

@testable import SwiftletHarness

@Suite struct EventStreamMessageTests {
    @Test(arguments: [
        ("", 0 as UInt32), ("123456789", 0xCBF4_3926), ("The quick brown fox jumps over the lazy dog", 0x414F_A339),
    ])
    func `the checksum matches the examples of the standard`(text: String, value: UInt32) {
        var whole = CRC32()
        whole.add(text.utf8)
        #expect(whole.value == value)
        var parts = CRC32()
        for byte in text.utf8 { parts.add([byte]) }
        #expect(parts.value == value)
    }

    /// The encoding's test vector for an empty message: two lengths and two checksums.
    @Test func `an empty message matches the test vector`() {
        let bytes = EventStreamMessage(headers: [], payload: []).bytes
        #expect(bytes == [0, 0, 0, 0x10, 0, 0, 0, 0, 0x05, 0xC2, 0x48, 0xEB, 0x7D, 0x98, 0xC8, 0xFF])
    }

    /// The encoding's test vector for a JSON payload without headers.
    @Test func `a message with a payload matches the test vector`() {
        let bytes = EventStreamMessage(headers: [], payload: Array("{'foo':'bar'}".utf8)).bytes
        let expected: [UInt8] =
            [0, 0, 0, 0x1D, 0, 0, 0, 0, 0xFD, 0x52, 0x8C, 0x5A] + Array("{'foo':'bar'}".utf8) + [
                0xC3, 0x65, 0x39, 0x36,
            ]
        #expect(bytes == expected)
    }

    @Test func `headers are encoded as strings with their lengths`() {
        let bytes = EventStreamMessage(headers: [("a", "bc")], payload: [1]).bytes
        #expect(bytes.count == 16 + 6 + 1 + 1)
        #expect(Array(bytes[12..<19]) == [1, UInt8(ascii: "a"), 7, 0, 2, UInt8(ascii: "b"), UInt8(ascii: "c")])
        #expect(bytes[3] == 24)
        #expect(bytes[7] == 7)
    }

    @Test func `the last message contains the failure and the log`() throws {
        let tail = LogTail()
        tail.append("hello\n".utf8)
        let failure = FunctionFailure(errorType: "E", errorMessage: "m")
        let message = EventStreamMessage.invokeComplete(failure, details: Array("{}".utf8), log: tail)
        let body = try JSON(parsing: message.payload)
        #expect(body == ["ErrorCode": "E", "ErrorDetails": "{}", "LogResult": "aGVsbG8K"])
        #expect(message.headers.map(\.value) == ["event", "InvokeComplete", "application/json"])
    }

    @Test func `a log tail keeps only the last bytes`() {
        let tail = LogTail()
        for number in 0..<10_000 { tail.append("\(number)\n".utf8) }
        #expect(tail.bytes.count == LogTail.limit)
        #expect(String(decoding: tail.bytes, as: UTF8.self).hasSuffix("\n9998\n9999\n"))
    }
}
