import CZlib
import Swiftlet
import SwiftletGateway
import SwiftletJSON

/// A message in the [event stream encoding](https://smithy.io/2.0/aws/amazon-eventstream.html): lengths, headers, a payload,
/// and checksums.
struct EventStreamMessage: Sendable {
    /// The media type of an event stream.
    static let contentType = "application/vnd.amazon.eventstream"

    /// The headers: strings of at most 65,535 bytes, with names of at most 255 bytes.
    var headers: [(name: String, value: String)]
    /// The payload bytes.
    var payload: [UInt8]

    /// A chunk of the response payload.
    static func payloadChunk(_ payload: [UInt8]) -> EventStreamMessage {
        event("PayloadChunk", contentType: "application/octet-stream", payload)
    }

    /// The end of a response.
    ///
    /// - Parameters:
    ///   - failure: The function's failure, if any.
    ///   - details: The function's error payload.
    ///   - log: The end of the log, if requested.
    /// - Returns: The message.
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

    /// The encoded message.
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
        Self.append(Self.checksum(message), to: &message)
        message += fields
        message += payload
        Self.append(Self.checksum(message), to: &message)
        return message
    }

    private static let stringType: UInt8 = 7
    /// The size of the two lengths and the two checksums.
    private static let overhead = 16

    /// The CRC-32 checksum.
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe UInt32(truncatingIfNeeded: crc32_z(0, buffer.baseAddress, buffer.count))
        }
    }

    private static func append(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
        for shift in stride(from: number.bitWidth - 8, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }
}
