import SwiftletJSON
import Testing

@Suite struct NodeTests {
    private func parse(_ text: String) throws -> JSONNode {
        try JSONDocument(parsing: Array(text.utf8)).root
    }

    @Test func `each kind has its own accessors`() throws {
        let root = try parse(
            #" { "n": null, "t": true, "f": false, "i": -7, "d": 2.5, "s": "x", "a": [1, 2], "o": {"k": 1} } "#
        )
        #expect(root.kind == .object)
        #expect(root["n"]?.isNull == true)
        #expect(root["t"]?.bool == true)
        #expect(root["f"]?.bool == false)
        #expect(root["i"]?.int == -7)
        #expect(root["d"]?.double == 2.5)
        #expect(root["s"]?.string == "x")
        #expect(root["a"]?[1]?.int == 2)
        #expect(root["o"]?["k"]?.int == 1)
        #expect(root.members.map(\.value.kind) == [.null, .bool, .bool, .number, .number, .string, .array, .object])
        #expect(root.members.map(\.key) == ["n", "t", "f", "i", "d", "s", "a", "o"])
        #expect(root.count == 8)
    }

    @Test func `accessors of another kind return nil or nothing`() throws {
        for text in ["null", "true", "1", "1.5", "\"s\"", "\"\\n\""] {
            let node = try parse(text)
            #expect(node["a"] == nil && node[0] == nil && node.count == 0)
            #expect(Array(node.elements).isEmpty && Array(node.members).isEmpty)
        }
        #expect(try parse("[]")["a"] == nil)
        #expect(try parse("{\"a\":1}")[0] == nil)
        #expect(try Array(parse("[1]").members).isEmpty)
        #expect(try Array(parse("{\"a\":1}").elements).isEmpty)
        #expect(try parse("0").isNull == false)
        #expect(try parse("0").bool == nil)
        #expect(try parse("0").string == nil)
        #expect(try parse("0").equals("0") == false)
    }

    @Test func `elements are found by position`() throws {
        let node = try parse("[[1,[2]],{\"a\":[3]},\"x\",4]")
        #expect(node[0]?[1]?[0]?.int == 2)
        #expect(node[1]?["a"]?[0]?.int == 3)
        #expect(node[3]?.int == 4)
        #expect(node[4] == nil)
        #expect(node[-1] == nil)
        #expect(node[.min] == nil && node[.max] == nil)
        #expect(node.elements.map(\.kind) == [.array, .object, .string, .number])
    }

    @Test func `a duplicate key has its first position and its last value`() throws {
        let root = try parse(#"{"a":1,"b":2,"a":{"x":0},"\u0061":3,"c":4}"#)
        #expect(root["a"]?.int == 3)
        #expect(root.count == 5)
        #expect(root.members.map(\.key) == ["a", "b", "c"])
        #expect(root.members.map { $0.value.int } == [3, 2, 4])
        #expect(root.value.description == #"{"a":3,"b":2,"c":4}"#)
    }

    @Test func `duplicates among many keys are found`() throws {
        let members = (0..<1000).map { "\"k\($0 % 300)\":\($0)" }
        let root = try parse("{" + members.joined(separator: ",") + "}")
        #expect(root.members.map(\.key) == (0..<300).map { "k\($0)" })
        #expect(root.members.map { $0.value.int ?? -1 } == (0..<300).map { $0 < 100 ? $0 + 900 : $0 + 600 })
        #expect(root.value.object?["k299"] == 899)
        #expect(root.value.count == 300)
    }

    @Test func `many keys without duplicates keep their order`() throws {
        let text = "{" + (0..<500).map { "\"\($0)\":\($0)" }.joined(separator: ",") + "}"
        let root = try parse(text)
        #expect(root.members.map { $0.value.int ?? -1 } == Array(0..<500))
        #expect(root["250"]?.int == 250)
        #expect(root.value.description == text)
    }

    @Test func `raw bytes and offsets are those of the text`() throws {
        let text = #" {"a" : "x\n" , "b": [ 1, {} ],"c":-1.5e3} "#
        let root = try parse(text)
        #expect(root.offset == 1)
        #expect(String(decoding: root.rawBytes, as: UTF8.self) == String(text.dropFirst().dropLast()))
        #expect(root["a"]?.description == #""x\n""#)
        #expect(root["a"]?.offset == 8)
        #expect(root["b"]?.description == "[ 1, {} ]")
        #expect(root["b"]?[1]?.description == "{}")
        #expect(root["c"]?.numberText == "-1.5e3")
    }

    @Test func `strings are compared without decoding`() throws {
        let root = try parse(#"["plain text of some length","with \u00e9scape","caf\u00e9"]"#)
        #expect(root[0]?.equals("plain text of some length") == true)
        #expect(root[0]?.equals("plain text of some Length") == false)
        #expect(root[0]?.equals("plain text of some lengthy") == false)
        #expect(root[1]?.equals("with éscape") == true)
        #expect(root[2]?.equals("cafe\u{301}") == false)
        let name: StaticString = "café"
        #expect(root[2]?.equals(name) == true)
    }

    @Test func `a node retains its document`() async throws {
        let node = try #require(try parse("{\"a\":[\"kept\"]}")["a"]?[0])
        let text = await Task.detached { node.string }.value
        #expect(text == "kept")
    }
}
