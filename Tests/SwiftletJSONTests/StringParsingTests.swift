import SwiftletJSON
import Testing

@Suite struct StringParsingTests {
    @Test(
        arguments: [
            (#"\""#, "\""), (#"\\"#, "\\"), (#"\/"#, "/"), (#"\b"#, "\u{8}"), (#"\f"#, "\u{c}"), (#"\n"#, "\n"),
            (#"\r"#, "\r"), (#"\t"#, "\t"), (#"\u0000"#, "\0"), (#"\u001f"#, "\u{1f}"), (#"\u0041"#, "A"),
            (#"\u00e9"#, "é"), (#"\u00E9"#, "é"), (#"\u07ff"#, "\u{7ff}"), (#"\u0800"#, "\u{800}"), (#"\u20ac"#, "€"),
            (#"\ud7ff"#, "\u{d7ff}"), (#"\ue000"#, "\u{e000}"), (#"\uffff"#, "\u{ffff}"),
            (#"\ud800\udc00"#, "\u{10000}"),
            (#"\uD83D\uDE00"#, "😀"), (#"\udbff\udfff"#, "\u{10ffff}"), (#"a\nb\tc"#, "a\nb\tc"),
            (#"\\u0041"#, #"\u0041"#), (#"\\\n"#, "\\\n"), (#"é\né"#, "é\né"), (#"\u0022\u005c"#, "\"\\"),
            (#"eight by\neight bytes, then some more of them\u00e9"#, "eight by\neight bytes, then some more of themé"),
        ]
    )
    func `escapes are decoded`(_ source: String, _ expected: String) throws {
        let node = try JSONDocument(parsing: Array("\"\(source)\"".utf8)).root
        #expect(node.string == expected)
        #expect(node.equals(expected))
        #expect(!node.equals(expected + "x"))
        #expect(node.value == .string(expected))
    }

    @Test(
        arguments: [
            #"\ud800"#, #"\udbff"#, #"\udc00"#, #"\udfff"#, #"\ud800x"#, #"\ud800\n"#, #"\ud800\ud800"#,
            #"\ud800\u0041"#,
            #"\udc00\ud800"#, #"\ud83d\ude00\ude00"#, #"a\udc37b"#, #"\uD834\\uDD1E"#, #"\ud800\\"#, #"\ud800\udbff"#,
            #"\ud800\ue000"#,
        ]
    )
    func `lone surrogates are rejected`(_ source: String) {
        let error = #expect(throws: JSONError.self) { try JSON(parsing: "\"\(source)\"") }
        #expect(error?.code == .loneSurrogate)
    }

    @Test(
        arguments: [
            // Continuation bytes without a lead byte
            [0x80], [0xbf], [0x80, 0xbf], [0x41, 0x80],
            // Bytes that never occur in UTF-8
            [0xc0, 0x80], [0xc1, 0xbf], [0xf5, 0x80, 0x80, 0x80], [0xf8, 0x88, 0x80, 0x80, 0x80], [0xfe], [0xff],
            // Truncated
            [0xc2], [0xc2, 0x41], [0xe1, 0x80], [0xe1, 0x80, 0x41], [0xf1, 0x80, 0x80], [0xf1, 0x80, 0x80, 0x41],
            [0xe1],
            [0xf1], [0xf1, 0x41], [0xe1, 0xc2, 0x80],
            // Overlong
            [0xe0, 0x80, 0x80], [0xe0, 0x9f, 0xbf], [0xf0, 0x80, 0x80, 0x80], [0xf0, 0x8f, 0xbf, 0xbf],
            // Surrogates
            [0xed, 0xa0, 0x80], [0xed, 0xbf, 0xbf], [0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80],
            // Beyond U+10FFFF
            [0xf4, 0x90, 0x80, 0x80], [0xf7, 0xbf, 0xbf, 0xbf],
            // Continuation out of range
            [0xc2, 0xc0], [0xe1, 0x80, 0xc0], [0xf1, 0x80, 0x80, 0xc0], [0xc2, 0x7f],
        ] as [[UInt8]]
    )
    func `malformed UTF-8 is rejected`(_ bytes: [UInt8]) {
        for padding in [0, 3, 8, 20] {
            let head = Array("[\"".utf8) + [UInt8](repeating: 0x61, count: padding)
            let error = #expect(throws: JSONError.self) {
                try JSONDocument(parsing: head + bytes + Array("\", 1, 2, 3, 4, 5, 6]".utf8))
            }
            #expect(error?.code == .invalidUTF8)
        }
    }

    @Test func `the first and last scalar of each UTF-8 length are accepted`() throws {
        for scalar: Unicode.Scalar in [
            "\u{80}", "\u{7ff}", "\u{800}", "\u{fff}", "\u{1000}", "\u{cfff}", "\u{d000}", "\u{d7ff}", "\u{e000}",
            "\u{ffff}",
            "\u{10000}", "\u{3ffff}", "\u{40000}", "\u{fffff}", "\u{100000}", "\u{10ffff}",
        ] {
            for padding in 0..<20 {
                let text = String(repeating: "a", count: padding) + String(scalar) + "b"
                #expect(try JSON(parsing: "\"\(text)\"").string == text)
            }
        }
    }

    @Test func `unescaped control characters are rejected at every position`() throws {
        for byte in 0..<UInt8(0x20) {
            for padding in 0..<18 {
                let head = [UInt8(ascii: "\"")] + [UInt8](repeating: 0x7f, count: padding)
                let error = #expect(throws: JSONError.self) {
                    try JSONDocument(parsing: head + [byte] + Array("aaaaaaaaaaaaaaaaaaaaaa\"".utf8))
                }
                #expect(error?.code == .controlCharacter)
                #expect(error?.offset == padding + 1)
            }
        }
    }

    @Test func `keys are compared by code points, escaped or not`() throws {
        let root = try JSONDocument(parsing: Array(#"{"\u0061bc":1,"caf\u00e9":2,"":3,"cafe\u0301":4,"a\/b":5}"#.utf8))
            .root
        #expect(root["abc"]?.int == 1)
        #expect(root["caf\u{e9}"]?.int == 2)
        #expect(root[""]?.int == 3)
        #expect(root["cafe\u{301}"]?.int == 4)
        #expect(root["a/b"]?.int == 5)
        #expect(root[#"\u0061bc"#] == nil)
        #expect(root.value["caf\u{e9}"] == 2)
        #expect(root.value["cafe\u{301}"] == 4)
        #expect(root.value.count == 5)
    }

    @Test func `a byte order mark is rejected`() {
        for text in ["\u{feff}", "\u{feff}{}", "\u{feff} 1"] {
            let error = #expect(throws: JSONError.self) { try JSON(parsing: text) }
            #expect(error?.code == .byteOrderMark)
            #expect(error?.offset == 0)
        }
        for bytes: [UInt8] in [[0xff, 0xfe, 0x31, 0x00], [0xfe, 0xff, 0x00, 0x31], [0x31, 0x00]] {
            #expect(throws: JSONError.self) { try JSONDocument(parsing: bytes) }
        }
    }
}
