import SwiftletJSON
import Testing

@Suite struct ErrorTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        let code: JSONError.Code
        let offset: Int
        let line: Int
        let column: Int
        let python: String
        let character: Int

        init(
            _ text: String,
            _ code: JSONError.Code,
            _ offset: Int,
            line: Int = 1,
            column: Int,
            _ python: String,
            _ character: Int
        ) {
            (self.text, self.code, self.offset, self.line, self.column) = (text, code, offset, line, column)
            (self.python, self.character) = (python, character)
        }

        var testDescription: String { text.debugDescription }
    }

    static let value = "Expecting value"
    static let comma = "Expecting ',' delimiter"
    static let property = "Expecting property name enclosed in double quotes"
    static let unterminated = "Unterminated string starting at"

    static let cases: [Case] = [
        Case("", .unexpectedEnd, 0, column: 1, value, 0),
        Case("  ", .unexpectedEnd, 2, column: 3, value, 2),
        Case("{\"email\": ", .unexpectedEnd, 10, column: 11, value, 10),
        Case("[1,]", .unexpectedCharacter, 3, column: 4, value, 3),
        Case("[", .unexpectedEnd, 1, column: 2, value, 1),
        Case("[1", .unexpectedEnd, 2, column: 3, comma, 2),
        Case("[1 2]", .unexpectedCharacter, 3, column: 4, comma, 3),
        Case("{\"a\":1 \"b\":2}", .unexpectedCharacter, 7, column: 8, comma, 7),
        Case("{", .unexpectedEnd, 1, column: 2, property, 1),
        Case("{a:1}", .unexpectedCharacter, 1, column: 2, property, 1),
        Case("{\"a\":1, }", .unexpectedCharacter, 8, column: 9, property, 8),
        Case("{\"a\" 1}", .unexpectedCharacter, 5, column: 6, "Expecting ':' delimiter", 5),
        Case("{\"a\"", .unexpectedEnd, 4, column: 5, "Expecting ':' delimiter", 4),
        Case("[\"abc", .unexpectedEnd, 5, column: 6, unterminated, 1),
        Case("[\"abc\\", .unexpectedEnd, 6, column: 7, unterminated, 1),
        Case("{\"é\":\"ü", .unexpectedEnd, 9, column: 8, unterminated, 5),
        Case("[\"a\nb\"]", .controlCharacter, 3, column: 4, "Invalid control character at", 3),
        Case("[\"éé\u{1}\"]", .controlCharacter, 6, column: 5, "Invalid control character at", 4),
        Case("[\"\\x\"]", .invalidEscape, 2, column: 3, "Invalid \\escape", 2),
        Case("[\"\\u12g4\"]", .invalidEscape, 2, column: 3, "Invalid \\uXXXX escape", 3),
        Case("[\"\\u12", .invalidEscape, 2, column: 3, "Invalid \\uXXXX escape", 3),
        Case("[\"\\u00e9", .unexpectedEnd, 8, column: 9, "Invalid \\uXXXX escape", 3),
        Case("[\"\\\\u00e9", .unexpectedEnd, 9, column: 10, unterminated, 1),
        Case("1 2", .trailingContent, 2, column: 3, "Extra data", 2),
        Case("{}\n}", .trailingContent, 3, line: 2, column: 1, "Extra data", 3),
        Case("[tru]", .unexpectedCharacter, 4, column: 5, value, 1),
        Case("nulx", .unexpectedCharacter, 3, column: 4, value, 0),
        Case("-", .unexpectedEnd, 1, column: 2, value, 0),
        Case("[-x]", .invalidNumber, 2, column: 3, value, 1),
        Case("01", .invalidNumber, 1, column: 2, "Extra data", 1),
        Case("[01]", .invalidNumber, 2, column: 3, comma, 2),
        Case("{\"a\":1.}", .invalidNumber, 7, column: 8, comma, 6),
        Case("1.5e", .unexpectedEnd, 4, column: 5, "Extra data", 3),
        Case("[1e+]", .invalidNumber, 4, column: 5, comma, 2),
        Case("\n\n  [\n 1,\n  x]", .unexpectedCharacter, 12, line: 5, column: 3, value, 12),
        Case("{\"ключ\": \"знач\",\n \"😀\": }", .unexpectedCharacter, 34, line: 2, column: 7, value, 23),
        Case("\u{feff}1", .byteOrderMark, 0, column: 1, "Unexpected UTF-8 BOM (decode using utf-8-sig)", 0),
    ]

    @Test(arguments: cases)
    func `an error has its code and position`(_ example: Case) throws {
        let error = try #require(throws: JSONError.self) { try JSONDocument(parsing: Array(example.text.utf8)) }
        #expect(error.code == example.code)
        #expect(error.offset == example.offset)
        #expect(error.line == example.line)
        #expect(error.column == example.column)
        #expect(error.pythonMessage == example.python)
        #expect(error.characterOffset == example.character)
        #expect(error.message.hasSuffix("."))
        #expect(
            error.description
                == "\(error.message) (line \(example.line), column \(example.column), byte \(example.offset))"
        )
    }

    @Test(
        arguments: [
            ([0xff], "0xff in position 2: invalid start byte"), ([0x80], "0x80 in position 2: invalid start byte"),
            ([0xc3, 0x28], "0xc3 in position 2: invalid continuation byte"),
            ([0xed, 0xa0, 0x80], "0xed in position 2: invalid continuation byte"),
        ] as [([UInt8], String)]
    )
    func `malformed UTF-8 has the message of Python's decoder`(_ bytes: [UInt8], _ reason: String) throws {
        let error = try #require(throws: JSONError.self) {
            try JSONDocument(parsing: Array("[\"".utf8) + bytes + Array("\"]".utf8))
        }
        #expect(error.pythonMessage == "'utf-8' codec can't decode byte \(reason)")
        let cut = try #require(throws: JSONError.self) { try JSONDocument(parsing: [0x22, 0xe2, 0x82]) }
        #expect(cut.pythonMessage == "'utf-8' codec can't decode byte 0xe2 in position 1: unexpected end of data")
    }

    @Test func `a message contains only the invalid character of the text`() throws {
        let error = try #require(throws: JSONError.self) { try JSON(parsing: #"{"password":"hunter2" x}"#) }
        #expect(!error.description.contains("hunter2"))
        #expect(error.message == "There is 'x' where a comma or the end of an object was expected.")
    }
}
