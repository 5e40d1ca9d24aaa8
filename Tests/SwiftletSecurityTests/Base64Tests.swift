import SwiftletSecurity
import Testing

@Suite struct Base64Tests {
    /// RFC 4648, section 10.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ])
    func `encodes and decodes the RFC 4648 test vectors`(plain: String, encoded: String) {
        let bytes = Array(plain.utf8)
        #expect(Base64.encode(bytes) == encoded)
        #expect(Base64.decode(encoded) == bytes)
        let unpadded = String(encoded.prefix { $0 != "=" })
        #expect(Base64URL.encode(bytes) == unpadded)
        #expect(Base64URL.decode(unpadded) == bytes)
    }

    @Test func `uses the alphabet of the variant`() {
        let bytes: [UInt8] = [0xFB, 0xEF, 0xFF]
        #expect(Base64.encode(bytes) == "++//")
        #expect(Base64URL.encode(bytes) == "--__")
        #expect(Base64.decode("--__") == nil)
        #expect(Base64URL.decode("++//") == nil)
    }

    @Test func `round-trips every byte at every length`() {
        for length in 0...260 {
            let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ length) }
            #expect(Base64.decode(Base64.encode(bytes)) == bytes)
            #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes)
        }
    }

    @Test(arguments: [
        "Z", "Zg", "Zg=", "Zg===", "Zg==Zg==", "=", "==", "====", "Z===", "Zh==", "Zm9=", "Zm8==", "Zm9v\n", " Zm9v",
        "Zm 9", "Zm9v====", "Zm9\u{0}", "Zm9é", "Zm9-",
    ])
    func `rejects non-canonical base64`(text: String) {
        #expect(Base64.decode(text) == nil)
    }

    @Test(arguments: ["Z", "Zg==", "Zm8=", "Zh", "Zm9", "Zm9vZ", "Zm9v\n", "Zm9v ", "Zm9+", "Zm9/", "Zm9v.", "Zmé"])
    func `rejects non-canonical base64url`(text: String) {
        #expect(Base64URL.decode(text) == nil)
    }

    /// For every byte at every position: a decodable text is the encoding of its bytes.
    @Test func `accepts only one encoding of each byte string`() {
        for length in 1...20 {
            let text = [UInt8](repeating: UInt8(ascii: "A"), count: length)
            for position in text.indices {
                for byte in UInt8.min..<0x80 {
                    var changed = text
                    changed[position] = byte
                    let string = String(decoding: changed, as: UTF8.self)
                    let isOfTheAlphabet = Self.url.contains(byte)
                    guard let bytes = Base64URL.decode(string) else {
                        let isStray = length % 4 == 1 || position == length - 1 && length % 4 != 0
                        #expect(isStray || !isOfTheAlphabet)
                        continue
                    }
                    #expect(isOfTheAlphabet)
                    #expect(Base64URL.encode(bytes) == string)
                }
            }
        }
    }

    private static let url = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
}
