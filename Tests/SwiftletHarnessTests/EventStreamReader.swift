@testable import SwiftletHarness

/// Decodes messages and verifies their checksums.
enum EventStreamReader {
    struct Message {
        var headers: [String: String] = [:]
        var payload: [UInt8] = []
    }

    struct Malformed: Error {}

    static func messages(_ bytes: [UInt8]) throws -> [Message] {
        var rest = bytes[...]
        var messages: [Message] = []
        while !rest.isEmpty {
            let length = Int(number(rest, 0))
            let headersLength = Int(number(rest, 4))
            guard length <= rest.count, length >= 16 + headersLength else { throw Malformed() }
            let message = Array(rest.prefix(length))
            guard sum(message[..<8]) == number(message[...], 8),
                sum(message[..<(length - 4)]) == number(message[...], length - 4)
            else { throw Malformed() }
            var parsed = Message()
            var cursor = 12
            while cursor < 12 + headersLength {
                let nameEnd = cursor + 1 + Int(message[cursor])
                let valueLength = Int(message[nameEnd + 1]) << 8 | Int(message[nameEnd + 2])
                let name = String(decoding: message[(cursor + 1)..<nameEnd], as: UTF8.self)
                let value = message[(nameEnd + 3)..<(nameEnd + 3 + valueLength)]
                parsed.headers[name] = String(decoding: value, as: UTF8.self)
                cursor = nameEnd + 3 + valueLength
            }
            parsed.payload = Array(message[cursor..<(length - 4)])
            messages.append(parsed)
            rest = rest.dropFirst(length)
        }
        return messages
    }

    private static func number(_ bytes: ArraySlice<UInt8>, _ offset: Int) -> UInt32 {
        bytes.dropFirst(offset).prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    private static func sum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        var checksum = CRC32()
        checksum.add(bytes)
        return checksum.value
    }
}
