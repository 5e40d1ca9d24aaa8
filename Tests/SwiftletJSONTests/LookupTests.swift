import SwiftletJSON
import Testing

@Suite struct LookupTests {
    /// Keys of all lengths, which differ in every byte.
    private let keys = (0...40)
        .map { length in
            String(decoding: (0..<length).map { UInt8(0x30 + (length + $0) % 43) }, as: UTF8.self)
                .replacing("\\", with: "!")
        }

    private func escaped(_ key: String) -> String {
        key.utf8
            .map { byte in
                let digits = String(byte, radix: 16)
                return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
            .joined()
    }

    @Test func `keys of every length are found, and keys that differ in one byte are not`() throws {
        let members = keys.enumerated().map { "\"\($1)\":\($0)" }
        let root = try JSONDocument(parsing: Array("{\(members.joined(separator: ","))}".utf8)).root
        for (index, key) in keys.enumerated() {
            #expect(root[key]?.int == index)
            for position in 0..<index {
                var bytes = Array(key.utf8)
                bytes[position] ^= 0x01
                #expect(root[String(decoding: bytes, as: UTF8.self)] == nil)
            }
        }
        #expect(root[String(repeating: "x", count: 5000)] == nil)
    }

    @Test func `the last of duplicate keys is used, escaped or not`() throws {
        for key in keys {
            for (first, last) in [(key, escaped(key)), (escaped(key), key), (escaped(key), escaped(key)), (key, key)] {
                let text =
                    "{\"\(first)\":[{\"\(key)\":0}],\"other\":{},\"\(last)\":2,\"\(key)x\":3,\"\(escaped(key))y\":4}"
                let root = try JSONDocument(parsing: Array(text.utf8)).root
                #expect(root[key]?.int == 2)
                #expect(root[key + "x"]?.int == 3)
                #expect(root[key + "y"]?.int == 4)
                #expect(root[key + "z"] == nil)
            }
        }
    }

    @Test func `values of every kind are skipped`() throws {
        for value in [
            "null", "true", "-1.5e3", "12", "\"a\"", "\"\\n\"", "[]", "{}", "[[1,{\"a\":2}],[]]", "{\"a\":{}}",
        ] {
            let root = try JSONDocument(parsing: Array("{\"b\":\(value),\"a\":1,\"c\":\(value)}".utf8)).root
            #expect(root["a"]?.int == 1)
            #expect(root["b"]?.description == value)
            #expect(root["c"]?.description == value)
            #expect(root["d"] == nil)
        }
    }

    @Test(
        arguments: [
            "0", "-0", "7", "-7", "999999999999999999", "1000000000000000000", "9223372036854775807",
            "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "9999999999999999999",
            "10000000000000000000", "18446744073709551615", "18446744073709551616", "18446744073709551620",
            "99999999999999999999", "100000000000000000000", "184467440737095516150", "-18446744073709551615",
        ]
    )
    func `integers are exact to 64 bits and nil beyond`(_ literal: String) throws {
        let node = try JSONDocument(parsing: Array("[\(literal)]".utf8)).root[0]
        #expect(node?.int64 == Int64(literal))
        #expect(node?.int == Int(literal))
        #expect(node?.uint64 == UInt64(literal))
    }
}
