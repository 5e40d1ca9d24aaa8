import Testing

@testable import SwiftletJSON

private let pairs = [
    ("K", "\u{212a}"), ("\u{e9}", "e\u{301}"), ("\u{c5}", "\u{212b}"), ("a\u{301}\u{316}", "a\u{316}\u{301}"),
    ("a", "a\u{301}"), ("a", "a\u{600}"), ("\u{1112}\u{1161}\u{11ab}", "\u{d55c}"),
]

/// The number of members before the compared ones: with 40 an index is used.
private let fillings = [0, 40]

@Suite struct KeyComparisonTests {
    private func text(_ first: String, _ second: String, _ filling: Int) -> String {
        let members = (0..<filling).map { "\"x\($0)\":0," }.joined()
        return "{\(members)\"\(first)\":1,\"\(second)\":2}"
    }

    @Test(arguments: pairs, fillings)
    func `keys with different bytes are different in nodes and objects`(
        pair: (first: String, second: String),
        filling: Int
    ) throws {
        let text = text(pair.first, pair.second, filling)
        let node = try JSONDocument(parsing: Array(text.utf8)).root
        #expect(node[pair.first]?.int == 1)
        #expect(node[pair.second]?.int == 2)
        #expect(Array(node.members).count == filling + 2)
        var object = try #require(node.value.object)
        #expect(object.count == filling + 2)
        #expect(object[pair.first] == 1)
        #expect(object[pair.second] == 2)
        object[pair.second] = nil
        #expect(object[pair.first] == 1)
        #expect(object[pair.second] == nil)
    }

    @Test(arguments: pairs, fillings)
    func `keys with different bytes are different in coders`(pair: (first: String, second: String), filling: Int) throws
    {
        struct Key: CodingKey {
            var stringValue: String
            var intValue: Int? { nil }
            init(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { nil }
        }
        struct Members: Codable {
            var values: [(String, Int)]
            init(_ values: [(String, Int)]) { self.values = values }
            init(from decoder: any Decoder) throws {
                let container = try decoder.container(keyedBy: Key.self)
                values = try container.allKeys.map { ($0.stringValue, try container.decode(Int.self, forKey: $0)) }
            }
            func encode(to encoder: any Encoder) throws {
                var container = encoder.container(keyedBy: Key.self)
                for (key, value) in values { try container.encode(value, forKey: Key(stringValue: key)) }
            }
        }
        let text = text(pair.first, pair.second, filling)
        let members = try JSON.decode(Members.self, from: JSON(parsing: text).bytes)
        #expect(members.values.count == filling + 2)
        #expect(members.values.suffix(2).map(\.1) == [1, 2])
        #expect(try JSON(encoding: members).bytes == Array(text.utf8))
    }

    @Test(arguments: pairs)
    func `equal values have equal hashes, and equivalent texts are not equal`(first: String, second: String) throws {
        #expect(UTF8Key(first) != UTF8Key(second))
        #expect(UTF8Key(first) == UTF8Key(String(decoding: Array(first.utf8), as: UTF8.self)))
        #expect(JSON.string(first) != JSON.string(second))
        let values = [
            JSON.string(first), .string(second), [.string(first)], [.string(second)], .object([first: 1]),
        ]
        #expect(Set(values + values).count == values.count)
    }

    @Test func `a hash includes nested values, but not the order of members`() throws {
        let one = try JSON(parsing: #"{"a":[[1,{"b":2}],{}],"c":[]}"#)
        let same = try JSON(parsing: #"{"c":[],"a":[[1.0,{"b":2}],{}]}"#)
        #expect(one == same)
        #expect(one.hashValue == same.hashValue)
        let others = [
            #"{"a":[[1,{"b":3}],{}],"c":[]}"#, #"{"a":[[1,{"b":2}],[]],"c":[]}"#, #"{"a":[[{"b":2},1],{}],"c":[]}"#,
            #"{"c":[[1,{"b":2}],{}],"a":[]}"#, "[]", "{}", "[[]]", "[{}]", "null", "0", "\"\"",
        ]
        let all = try [one] + others.map { try JSON(parsing: $0) }
        #expect(Set(all).count == all.count)
        #expect(Set(all.map(\.hashValue)).count == all.count)
        let deep = try JSON(parsing: String(repeating: "[", count: 500) + String(repeating: "]", count: 500))
        #expect(deep.hashValue == deep.hashValue)
    }

    /// Texts that are all canonically equivalent: the permutations of marks of different combining classes.
    private func equivalentKeys(_ count: Int) -> [String] {
        var keys: [[UInt32]] = [[]]
        for mark in UInt32(0x5b0)...0x5b7 {
            keys = keys.flatMap { key in
                (0...key.count).map { Array(key[..<$0]) + [mark] + Array(key[$0...]) }
            }
        }
        return keys.prefix(count)
            .map { marks in
                "a" + String(String.UnicodeScalarView(marks.compactMap { Unicode.Scalar($0) }))
            }
    }

    @Test(.timeLimit(.minutes(5))) func `equivalent keys are as fast as others`() throws {
        // A quadratic comparison of 40,320 keys takes minutes, and so do keys that share one hash value.
        let keys = equivalentKeys(40_320)
        #expect(keys.allSatisfy { $0 == keys[0] })
        let text = "{" + keys.map { "\"\($0)\":1" }.joined(separator: ",") + "}"
        let node = try JSONDocument(parsing: Array(text.utf8)).root
        #expect(node.value.object?.count == keys.count)
        #expect(Array(node.members).count == keys.count)
        #expect(Set(keys.map { JSON.string($0) }).count == keys.count)
    }
}
