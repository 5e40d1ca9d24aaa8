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

    /// The CRC-32 checksum, bit by bit ([RFC 1952, section 8](https://www.rfc-editor.org/rfc/rfc1952#section-8)).
    private static func sum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        ~bytes.reduce(UInt32.max) { register, byte in
            (0..<8)
                .reduce(register ^ UInt32(byte)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1 }
        }
    }
}
