import Swiftlet
import SwiftletJSON
import SwiftletTesting

/// A message in the [encoding](https://smithy.io/2.0/aws/amazon-eventstream.html) `application/vnd.amazon.eventstream`:
/// lengths, header fields, a payload, and checksums of both parts.
struct EventStreamMessage: Sendable {
    /// The media type of a body made of such messages.
    static let contentType = "application/vnd.amazon.eventstream"

    /// The header fields, all of them strings of at most 65,535 bytes, with names of at most 255.
    var headers: [(name: String, value: String)]
    /// The payload.
    var payload: [UInt8]

    /// A part of an answer.
    static func payloadChunk(_ payload: [UInt8]) -> EventStreamMessage {
        event("PayloadChunk", contentType: "application/octet-stream", payload)
    }

    /// The end of an answer.
    ///
    /// - Parameters:
    ///   - failure: what the function failed with, if it did.
    ///   - details: the failure as the function reported it.
    ///   - log: the end of the log, if it was asked for.
    /// - Returns: the message.
    static func invokeComplete(_ failure: FunctionFailure?, details: [UInt8]?, log: LogTail?) -> EventStreamMessage {
        var body: JSON = [:]
        if let failure {
            body["ErrorCode"] = .string(failure.errorType)
            body["ErrorDetails"] = .string(String(decoding: details ?? [], as: UTF8.self))
        }
        if let log { body["LogResult"] = .string(Base64.encode(log.bytes)) }
        return event("InvokeComplete", contentType: "application/json", body.bytes)
    }

    private static func event(_ type: String, contentType: String, _ payload: [UInt8]) -> EventStreamMessage {
        EventStreamMessage(
            headers: [(":message-type", "event"), (":event-type", type), (":content-type", contentType)],
            payload: payload
        )
    }

    /// The message as it is sent.
    var bytes: [UInt8] {
        var fields: [UInt8] = []
        for (name, value) in headers {
            fields.append(UInt8(truncatingIfNeeded: name.utf8.count))
            fields += name.utf8
            fields.append(Self.stringType)
            Self.append(UInt16(truncatingIfNeeded: value.utf8.count), to: &fields)
            fields += value.utf8
        }
        var message: [UInt8] = []
        message.reserveCapacity(Self.overhead + fields.count + payload.count)
        Self.append(UInt32(truncatingIfNeeded: Self.overhead + fields.count + payload.count), to: &message)
        Self.append(UInt32(truncatingIfNeeded: fields.count), to: &message)
        var checksum = CRC32()
        checksum.add(message)
        let prelude = checksum.value
        var rest: [UInt8] = []
        Self.append(prelude, to: &rest)
        rest += fields
        rest += payload
        checksum.add(rest)
        message += rest
        Self.append(checksum.value, to: &message)
        return message
    }

    private static let stringType: UInt8 = 7
    /// Two lengths and two checksums.
    private static let overhead = 16

    private static func append(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
        for shift in stride(from: number.bitWidth - 8, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }
}
