/// The text formats of `bytea`: hex, `\x6869`, and the older escape format.
enum PostgresBytesText {
    /// Parses either format; returns `nil` for other text.
    static func bytes(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        if text.starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "x")]) {
            return Hexadecimal.bytes(text.dropFirst(2))
        }
        var bytes: [UInt8] = []
        var rest = text
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\") else {
                bytes.append(byte)
                continue
            }
            if rest.first == byte {
                bytes.append(byte)
                rest = rest.dropFirst()
                continue
            }
            let octal = rest.prefix(3)
            // Each digit is checked because the standard library's parser accepts a sign.
            let isOctal = octal.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "7")).contains($0) }
            guard octal.count == 3, isOctal, let value = UInt8(String(decoding: octal, as: UTF8.self), radix: 8) else {
                return nil
            }
            bytes.append(value)
            rest = rest.dropFirst(3)
        }
        return bytes
    }
}
