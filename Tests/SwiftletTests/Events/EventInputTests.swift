import SwiftletJSON
import Testing

@testable import Swiftlet

@Suite struct EventInputTests {
    private struct Order: Codable, EventInput, EventOutput, Equatable {
        var id: Int
        var tags: [String]?
    }

    private struct Item: Model, EventInput, EventOutput {
        var name: String
        static let schema = Schema(Item.init, Field("name", \.name, .length(2...3)))
    }

    /// A model that is also `Codable`: its schema takes precedence.
    private struct Both: Model, Codable, EventInput, EventOutput {
        var name: String
        static let schema = Schema(Both.init, Field("label", \.name))
    }

    private func written(_ output: some EventOutput) throws -> String {
        var writer = JSONWriter()
        try output.encodeEvent(to: &writer)
        return String(decoding: writer.finish(), as: UTF8.self)
    }

    @Test func `decodes and encodes a Codable type that declares the conformance`() throws {
        let order = try Order.decodeEvent(try node(#"{"id": 7, "tags": ["a"]}"#))
        #expect(order == Order(id: 7, tags: ["a"]))
        #expect(try written(order) == #"{"id":7,"tags":["a"]}"#)
        #expect(throws: DecodingError.self) { try Order.decodeEvent(try node(#"{"id": "x"}"#)) }
    }

    @Test func `decodes and validates a model by its schema`() throws {
        #expect(try Item.decodeEvent(try node(#"{"name": "abc"}"#)).name == "abc")
        let failure = #expect(throws: ValidationFailure.self) { try Item.decodeEvent(try node(#"{"name": "a"}"#)) }
        #expect(failure?.errors.first?.location == [.name("name")])
        #expect(try written(Item(name: "ab")) == #"{"name":"ab"}"#)
        #expect(try Both.decodeEvent(try node(#"{"label": "x"}"#)).name == "x")
        #expect(try written(Both(name: "x")) == #"{"label":"x"}"#)
    }

    @Test func `bytes are the raw text of the event, and other arrays are JSON arrays`() throws {
        let text = #"{"b" : 1, "a":2}"#
        #expect(try [UInt8].decodeEvent(try node(text)) == Array(text.utf8))
        #expect(try written(Array("[1 ]".utf8)) == "[1 ]")
        #expect(try [Order].decodeEvent(try node(#"[{"id": 1}, {"id": 2}]"#)).map(\.id) == [1, 2])
        #expect(try written([Order(id: 1), Order(id: 2)]) == #"[{"id":1},{"id":2}]"#)
        #expect(try [[Int]].decodeEvent(try node("[[1], []]")) == [[1], []])
        #expect(try UInt8.decodeEvent(try node("255")) == 255)
    }

    @Test func `decodes and encodes JSON, scalars and optionals`() throws {
        let array = try node("[1]")
        #expect(JSON.decodeEvent(array) == [1])
        #expect(try written(JSONNode.decodeEvent(try node("[1, 2]"))) == "[1,2]")
        #expect(try String.decodeEvent(try node(#""a""#)) == "a")
        #expect(try Int.decodeEvent(try node("1")) == 1)
        #expect(try Bool.decodeEvent(try node("true")))
        #expect(try Double.decodeEvent(try node("1")) == 1)
        #expect(try Order?.decodeEvent(try node("null")) == nil)
        #expect(try Order?.decodeEvent(try node(#"{"id": 1}"#))?.id == 1)
        #expect(try written(Order?.none) == "null")
        #expect(try written(["a", nil]) == #"["a",null]"#)
        #expect(try written(1.5) == "1.5")
        #expect(throws: (any Error).self) { try self.written(Double.infinity) }
    }

    @Test(arguments: ["1", "{}", "null"])
    func `an event of the wrong JSON type is an error that names the expected type`(_ text: String) throws {
        let event = try node(text)
        let error = #expect(throws: EventError.self) { try String.decodeEvent(event) }
        #expect(error?.code == .wrongType)
        #expect(error?.message.contains("a string") == true)
        #expect(throws: EventError.self) { try [Int].decodeEvent(event) }
    }

    @Test func `an error has the indices of elements`() throws {
        let event = try node(#"[[1], [2, "x"]]"#)
        let error = #expect(throws: EventError.self) { try [[Int]].decodeEvent(event) }
        #expect(error?.path == "[1][1]")
    }
}
