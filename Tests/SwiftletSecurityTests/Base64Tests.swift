import SwiftletSecurity
import Testing

@Suite struct Base64Tests {
    /// RFC 4648, section 10.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ])
    func encodesAndDecodesTheVectorsOfTheRFC(plain: String, encoded: String) {
        let bytes = Array(plain.utf8)
        #expect(Base64.encode(bytes) == encoded)
        #expect(Base64.decode(encoded) == bytes)
        let unpadded = String(encoded.prefix { $0 != "=" })
        #expect(Base64URL.encode(bytes) == unpadded)
        #expect(Base64URL.decode(unpadded) == bytes)
    }

    @Test func usesTheAlphabetOfItsVariant() {
        let bytes: [UInt8] = [0xFB, 0xEF, 0xFF]
        #expect(Base64.encode(bytes) == "++//")
        #expect(Base64URL.encode(bytes) == "--__")
        #expect(Base64.decode("--__") == nil)
        #expect(Base64URL.decode("++//") == nil)
    }

    @Test func everyByteSurvivesAtEveryLength() {
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
    func refusesWhatNoBytesGive(text: String) {
        #expect(Base64.decode(text) == nil)
    }

    @Test(arguments: ["Z", "Zg==", "Zm8=", "Zh", "Zm9", "Zm9vZ", "Zm9v\n", "Zm9v ", "Zm9+", "Zm9/", "Zm9v.", "Zmé"])
    func refusesWhatNoBytesGiveInURLs(text: String) {
        #expect(Base64URL.decode(text) == nil)
    }

    /// Whatever byte stands at whatever place: what is decoded at all encodes to the same text again.
    @Test func hasOneTextForOneByteString() {
        for length in 1...20 {
            let text = [UInt8](repeating: UInt8(ascii: "A"), count: length)
            for place in text.indices {
                for byte in UInt8.min..<0x80 {
                    var changed = text
                    changed[place] = byte
                    let string = String(decoding: changed, as: UTF8.self)
                    let isOfTheAlphabet = Self.url.contains(byte)
                    guard let bytes = Base64URL.decode(string) else {
                        let isStray = length % 4 == 1 || place == length - 1 && length % 4 != 0
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
