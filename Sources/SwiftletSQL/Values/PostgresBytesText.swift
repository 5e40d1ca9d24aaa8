/// The two text forms of `bytea`: `\x6869`, and the older one in which a byte may stand for itself.
enum PostgresBytesText {
    /// The bytes, or nil for text that is neither form.
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
            // Checked digit by digit: the library's parser accepts a sign.
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
