import Foundation
import SwiftletJSON
import Testing

@testable import Swiftlet

@Suite struct CollectionTests {
    @Test func `decodes lists like Pydantic`() throws {
        for example in PydanticCollections.list.cases { try example.check([Int].self) }
        for example in PydanticCollections.boundedList.cases { try example.check([Int].self, .length(1...2)) }
    }

    @Test func `decodes sets like Pydantic`() throws {
        for example in PydanticCollections.set.cases { try example.check(Set<Int>.self) }
        for example in PydanticCollections.boundedSet.cases { try example.check(Set<Int>.self, .length(2..<4)) }
    }

    @Test func `decodes dictionaries like Pydantic`() throws {
        for example in PydanticCollections.dictionary.cases { try example.check([String: Int].self) }
        for example in PydanticCollections.boundedDictionary.cases {
            try example.check([String: Int].self, .length(2...3))
        }
    }

    @Test func `decodes optionals like Pydantic`() throws {
        for example in PydanticCollections.optional.cases { try example.check(Int?.self, .ge(1)) }
        #expect(try rejected(Int?.self, "null", [.notNull]).first?.type == "int_type")
    }

    @Test func `applies constraints to each element`() throws {
        let errors = try rejected([String].self, #"["a", "bcd", ""]"#, [.each(.length(1...2))])
        #expect(errors.map(\.location) == [[.index(1)], [.index(2)]])
        #expect(errors.map(\.input) == ["bcd", ""])
        #expect(try decoded([String].self, #"[" a "]"#, [.each(.stripped)]) == ["a"])
    }

    @Test func `rejects duplicate elements of a unique list`() throws {
        #expect(try rejected([Int].self, "[1,2,1]", [.unique()]).first?.type == "value_error")
        #expect(try decoded([Int].self, "[1,2]", [.unique()]) == [1, 2])
    }

    @Test func `decodes a repeated parameter as a list`() {
        var validation = Validation()
        #expect([Int].decode(.texts(["1", "2"]), constraints: [], validation: &validation) == [1, 2])
        #expect(Int.decode(.texts(["1", "2"]), constraints: [], validation: &validation) == 2)
        #expect(validation.errors == [])
        #expect([Int].decode(.text("1"), constraints: [], validation: &validation) == nil)
    }

    @Test func `decodes a form as a model`() {
        var validation = Validation()
        let form = InputValue.fields([QueryItem("name", "Ann"), QueryItem("age", "3"), QueryItem("tags", "x")])
        #expect(
            Person.decode(form, constraints: [], validation: &validation)
                == Person(name: "Ann", age: 3, tags: ["x"], score: nil)
        )
        #expect(validation.errors == [])
    }

    @Test func `encodes equal sets and dictionaries identically`() {
        #expect(Set(["b", "a", "c"]).literal.description == #"["a","b","c"]"#)
        #expect(["b": 1, "a": 2].literal.description == #"{"a":2,"b":1}"#)
    }

    @Test func `accepts any JSON unchanged`() throws {
        #expect(try decoded(JSON.self, #"{"a":[null]}"#) == ["a": [nil]])
        #expect(try decoded(JSONObject.self, #"{"a":1}"#) == ["a": 1])
        #expect(try rejected(JSONObject.self, "[]").first?.type == "dict_type")
    }

    @Test(.timeLimit(.minutes(1))) func `limits the size of inputs in errors`() throws {
        let blob = String(repeating: "x", count: 1 << 20)
        let depth = 200
        let text =
            String(repeating: #"{"children":["#, count: depth) + #"{"value":1,"blob":"\#(blob)"}"#
            + String(repeating: "]}", count: depth)
        let errors = try rejected(SchemaTests.Node.self, text)
        #expect(errors.count == depth)
        let shown = errors.reduce(0) { $0 + $1.input.bytes.count }
        #expect(shown < 2 * Validation.inputSizeLimit)
        #expect(errors.last?.input == .null)
    }

    @Test func `limits the number of errors`() throws {
        let zeros = "[" + Array(repeating: #""x""#, count: 5000).joined(separator: ",") + "]"
        #expect(try rejected([Int].self, zeros).count == Validation.errorLimit)
    }
}
