import Foundation
import SwiftletJSON
import Testing

@testable import Swiftlet

enum Color: String, SchemaEnum {
    case red, green, blue
}

enum Level: Int, SchemaEnum {
    case low = 1
    case high
}

enum Only: String, SchemaEnum {
    case it
}

@Suite struct TextTests {
    @Test func `decodes strings like Pydantic`() throws {
        for example in PydanticTexts.string.cases { try example.check(String.self) }
        for example in PydanticTexts.lengthString.cases { try example.check(String.self, .length(2...3)) }
        for example in PydanticTexts.oneString.cases { try example.check(String.self, .length(1..<2)) }
        for example in PydanticTexts.strippedString.cases { try example.check(String.self, .stripped, .length(2...)) }
    }

    @Test func `converts the case of strings`() throws {
        #expect(try decoded(String.self, #""AbC""#, [.lowercased]) == "abc")
        #expect(try decoded(String.self, #""AbC""#, [.uppercased]) == "ABC")
    }

    @Test func `rejects a string with a NUL character`() throws {
        let errors = try rejected(String.self, #""a\u0000b""#)
        #expect(errors.map(\.type) == ["value_error"])
        #expect(try rejected([String: Int].self, #"{"a\u0000": 1}"#).map(\.type) == ["value_error"])
    }

    @Test func `decodes enumerations like Pydantic`() throws {
        for example in PydanticTexts.color.cases { try example.check(Color.self) }
        for example in PydanticTexts.level.cases { try example.check(Level.self) }
        for example in PydanticTexts.only.cases { try example.check(Only.self) }
    }

    @Test func `checks allowed values like Pydantic`() throws {
        for example in PydanticTexts.literal.cases { try example.check(String.self, .oneOf("a", "b")) }
        for example in PydanticTexts.quotedLiteral.cases { try example.check(String.self, .oneOf("it's", "q\"x")) }
        for example in PydanticTexts.oneLiteral.cases { try example.check(String.self, .oneOf("a")) }
    }

    @Test(arguments: PydanticTexts.uuid.cases)
    func `decodes UUIDs like Pydantic`(_ example: PydanticCase) throws {
        try example.check(UUID.self)
    }
}
