import TestSupport
import Testing

@testable import SwiftletJSON

/// Compares parsing in blocks of several bytes with parsing byte by byte.
@Suite struct BlockTests {
    private func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte < 0x80 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }

    @Test(arguments: 0..<16)
    func `the first special byte is found at every position`(position: Int) {
        for filler: UInt8 in [0x20, 0x21, 0x23, 0x5b, 0x5d, 0x61, 0x7f] {
            for byte in UInt8.min...UInt8.max {
                // It is followed by bytes that must not be found first, and preceded by bytes outside the block.
                for (offset, rest) in [(0, filler), (1, 0x22), (3, 0xff), (8, 0x5c)] {
                    var text = [UInt8](repeating: 0x22, count: offset)
                    text += [UInt8](repeating: filler, count: position) + [byte]
                    text += [UInt8](repeating: rest, count: 15 - position)
                    var expected: UInt64 = 0
                    for index in 0..<16 where !isPlain(text[offset + index]) { expected |= 0xf << UInt64(4 * index) }
                    let specials = WordScan.specials(text.span, at: offset)
                    #expect(specials == expected)
                }
            }
        }
    }

    @Test(arguments: 0..<200)
    func `a scan continues after the previous one`(seed: Int) {
        var random = SplitMix64(seed: UInt64(seed))
        let density = 2 + random.next() % 40
        let text = (0..<random.next() % 150)
            .map { _ in
                random.next() % density == 0 ? UInt8(ascii: "\"") : UInt8.random(in: 0x23..<0x5c, using: &random)
            }
        var scan = BlockScan()
        var cursor = 0
        while cursor <= text.count {
            let end = scan.plainEnd(text.span, from: cursor)
            #expect(end >= cursor && text[cursor..<end].allSatisfy(isPlain))
            // It may end early only in an incomplete block.
            #expect((end < text.count && !isPlain(text[end])) || end + 16 > text.count)
            cursor = end + 1 + Int(random.next() % (random.next() % 4 == 0 ? 60 : 4))
        }
    }

    @Test(arguments: 0...8)
    func `bytes before a backslash are copied`(position: Int) {
        for byte in UInt8.min...UInt8.max {
            var text = [byte] + [UInt8](repeating: byte ^ 0x5c ^ 0x01, count: 8)
            if position < 8 {
                text[1 + position] = UInt8(ascii: "\\")
            }
            let run = text[1...].prefix { $0 != UInt8(ascii: "\\") }
            let copied = unsafe [UInt8](unsafeUninitializedCapacity: 8) { buffer, count in
                let bytes = UnsafeMutableRawBufferPointer(buffer)
                var result = unsafe OutputRawSpan(buffer: bytes, initializedCount: 0)
                let length = WordScan.copyToBackslash(text.span, at: 1, into: &result)
                #expect(length == run.count)
                count = unsafe result.finalize(for: bytes)
            }
            #expect(copied == Array(run))
        }
    }

    private func isMatch(_ text: [UInt8], _ offset: Int, _ other: [UInt8]) -> Bool {
        WordScan.matches(text.span, at: offset, other.span)
    }

    @Test(arguments: 0...40)
    func `bytes are compared up to the last one`(length: Int) {
        let other = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 11) }
        for (offset, behind) in [(0, 0), (1, 0), (5, 1), (8, 9)] {
            var text = [UInt8](repeating: 0, count: offset) + other + [UInt8](repeating: 0, count: behind)
            #expect(isMatch(text, offset, other))
            for index in offset..<offset + length {
                text[index] ^= 0x80
                #expect(!isMatch(text, offset, other))
                text[index] ^= 0x80
            }
        }
    }

    /// The expected bytes of a string, or its error and offset, for contents without valid escapes.
    private func outcome(_ content: [UInt8]) -> (code: JSONError.Code?, offset: Int) {
        for (index, byte) in content.enumerated() {
            if byte < 0x20 { return (.controlCharacter, index) }
            if byte == UInt8(ascii: "\\") { return (.invalidEscape, index) }
            if byte >= 0x80 { return (.invalidUTF8, index) }
        }
        return (nil, 0)
    }

    @Test(arguments: 0...40)
    func `a byte is accepted or rejected equally at every position`(length: Int) throws {
        for position in 0..<length {
            for byte: UInt8 in [0x00, 0x1f, 0x20, 0x21, 0x23, 0x5b, 0x5c, 0x5d, 0x7f, 0x80, 0xbf, 0xc1, 0xf5, 0xff] {
                // A backslash before the closing quote would escape it.
                if byte == UInt8(ascii: "\\"), position == length - 1 { continue }
                var content = [UInt8](repeating: 0x61, count: length)
                content[position] = byte
                let (code, offset) = outcome(content)
                // As the last value of a text, and as a key and a value far from its end.
                for (head, tail) in [("\"", "\""), ("{\"", "\":\"the rest is longer than a block is\"}")] {
                    let text = Array(head.utf8) + content + Array(tail.utf8)
                    if let code {
                        let error = try #require(throws: JSONError.self) { try JSONDocument(parsing: text) }
                        #expect(error.code == code && error.offset == head.utf8.count + offset)
                    } else {
                        let root = try JSONDocument(parsing: text).root
                        #expect(
                            (root.string ?? root.members.map(\.key).first) == String(decoding: content, as: UTF8.self)
                        )
                    }
                }
            }
        }
    }

    @Test(arguments: 0...40)
    func `a string ends at its first quote or the text's end`(length: Int) throws {
        let content = String(repeating: "a", count: length)
        for count in 0...20 {
            let space = String(repeating: " ", count: count)
            #expect(try JSON(parsing: "\"\(content)\"" + space).string == content)
            #expect(try JSON(parsing: "[\"\(content)\"\(space),\"\"]").array?.count == 2)
            let error = try #require(throws: JSONError.self) { try JSON(parsing: "[\"\(content)" + space) }
            #expect(error.code == .unexpectedEnd && error.offset == 2 + length + count)
        }
    }

    @Test(
        arguments: [
            ("é", "é"), ("€", "€"), ("😀", "😀"), (#"\n"#, "\n"), (#"\""#, "\""), (#"\\"#, "\\"), (#"\u00e9"#, "é"),
            (#"\ud83d\ude00"#, "😀"), (#"é\té"#, "é\té"), (#"\\\"\/"#, "\\\"/"),
        ]
    )
    func `characters and escapes are parsed equally at every position`(_ source: String, _ expected: String) throws {
        for before in 0...40 {
            for after in [0, 1, 7, 8, 15, 16, 17, 33] {
                let (head, tail) = (String(repeating: "a", count: before), String(repeating: "b", count: after))
                let root = try JSONDocument(parsing: Array("[\"\(head + source + tail)\",\(before)]".utf8)).root
                #expect(root[0]?.string == head + expected + tail)
                #expect(root[1]?.int == before)
            }
        }
    }

    @Test(arguments: 0...40)
    func `malformed UTF-8 is rejected where it starts`(before: Int) throws {
        for bytes: [UInt8] in [
            [0x80], [0xc2, 0x61], [0xe0, 0x9f, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80],
        ] {
            for tail in ["\"", "\",\"the rest is longer than a block is\"]"] {
                let text = Array("[\"".utf8) + [UInt8](repeating: 0x61, count: before) + bytes + Array(tail.utf8)
                let error = try #require(throws: JSONError.self) { try JSONDocument(parsing: text) }
                #expect(error.code == .invalidUTF8 && error.offset == 2 + before)
            }
        }
    }

    @Test func `a truncated text is rejected where it ends`() throws {
        let text = #" {"key":"value","list":[1,-2.5e3,true,null,{}],"a longer key than a block":{"é":"\n"},"x":[[]]}"#
        let bytes = Array(text.utf8)
        _ = try JSONDocument(parsing: bytes)
        for count in 0..<bytes.count where bytes[count] & 0xc0 != 0x80 {
            let error = try #require(throws: JSONError.self) { try JSONDocument(parsing: Array(bytes[..<count])) }
            #expect(error.code == .unexpectedEnd && error.offset == count)
        }
    }
}
