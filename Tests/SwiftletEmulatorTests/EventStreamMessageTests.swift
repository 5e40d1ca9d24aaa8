import Swiftlet
import SwiftletGateway
import SwiftletJSON
import Testing

@testable import SwiftletEmulator

@Suite struct EventStreamMessageTests {
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
}
