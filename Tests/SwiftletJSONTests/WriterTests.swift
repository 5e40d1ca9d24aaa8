import SwiftletJSON
import Testing

@Suite struct WriterTests {
    private func text(pretty: Bool = false, _ body: (inout JSONWriter) throws -> Void) rethrows -> String {
        var writer = JSONWriter(pretty: pretty)
        try body(&writer)
        return String(decoding: writer.finish(), as: UTF8.self)
    }

    private func sample(_ writer: inout JSONWriter) throws {
        let key: StaticString = "static"
        writer.beginObject()
        writer.key("id")
        writer.int(7)
        writer.key(key)
        writer.string(key)
        writer.key("list")
        writer.beginArray()
        writer.bool(true)
        writer.null()
        try writer.double(1)
        writer.beginArray()
        writer.endArray()
        writer.beginObject()
        writer.endObject()
        writer.value(["x": [1]])
        writer.raw(Array("[2]".utf8))
        try writer.number(text: "1e400")
        writer.endArray()
        writer.endObject()
    }

    @Test func `compact text has no whitespace`() throws {
        #expect(
            try text(sample)
                == #"{"id":7,"static":"static","list":[true,null,1.0,[],{},{"x":[1]},[2],1e400]}"#
        )
    }

    @Test func `pretty text is indented by two spaces`() throws {
        let expected = """
            {
              "id": 7,
              "static": "static",
              "list": [
                true,
                null,
                1.0,
                [],
                {},
                {
                  "x": [
                    1
                  ]
                },
                [2],
                1e400
              ]
            }
            """
        #expect(try text(pretty: true, sample) == expected)
        #expect(String(decoding: JSON.object([:]).serialized(pretty: true), as: UTF8.self) == "{}")
        #expect(String(decoding: JSON.integer(1).serialized(pretty: true), as: UTF8.self) == "1")
    }

    @Test(
        arguments: [
            ("", "\"\""), ("\"", #""\"""#), ("\\", #""\\""#), ("/", "\"/\""), ("\u{8}\u{c}\n\r\t", #""\b\f\n\r\t""#),
            ("\0\u{1}\u{b}\u{1f}", #""\u0000\u0001\u000b\u001f""#), ("\u{7f}", "\"\u{7f}\""), ("é€😀", "\"é€😀\""),
            ("\u{2028}\u{2029}", "\"\u{2028}\u{2029}\""), ("<&>'", "\"<&>'\""), ("12345678\n", #""12345678\n""#),
            ("1234567\"89012345\\", #""1234567\"89012345\\""#), ("éééééééé\"éééé\n", #""éééééééé\"éééé\n""#),
        ]
    )
    func `only necessary escapes are written`(_ string: String, _ expected: String) throws {
        #expect(text { $0.string(string) } == expected)
        #expect(
            text {
                $0.beginObject()
                $0.key(string)
                $0.null()
                $0.endObject()
            } == "{\(expected):null}"
        )
        #expect(try JSON(parsing: expected).string == string)
    }

    @Test func `bytes are escaped equally at every position`() throws {
        for scalar in 0..<UInt8(0x80) {
            for padding in 0..<17 {
                let string =
                    String(repeating: "é", count: padding / 2) + String(repeating: "a", count: padding)
                    + String(Unicode.Scalar(scalar)) + "tail of it"
                let written = JSON.string(string).bytes
                #expect(try JSON(parsing: written).string == string)
                let isPlain = scalar >= 0x20 && scalar != 0x22 && scalar != 0x5c
                #expect((written.count == string.utf8.count + 2) == isPlain)
            }
        }
    }

    @Test func `integers of every width are written`() {
        let values: [any BinaryInteger & Sendable] = [
            0, 9, 10, -1, 99, 100, Int8.min, Int64.min, Int64.max, UInt64.max, Int128.min, UInt128.max, UInt8.max,
        ]
        for value in values {
            #expect(text { $0.int(value) } == "\(value)")
        }
        var power = 1
        for _ in 0..<18 {
            power *= 10
            for value in [power - 1, power, -power, 1 - power] {
                #expect(text { $0.int(value) } == String(value))
            }
        }
    }

    @Test(
        arguments: [
            (0, "0.0"), (-0.0, "-0.0"), (1, "1.0"), (0.1, "0.1"), (1.0 / 3, "0.3333333333333333"), (1e20, "1e+20"),
            (1e16, "1e+16"), (123_456_789.125, "123456789.125"), (.leastNonzeroMagnitude, "5e-324"), (1e-5, "1e-05"),
            (100, "100.0"),
            (.greatestFiniteMagnitude, "1.7976931348623157e+308"), (-2.5e-10, "-2.5e-10"),
        ] as [(Double, String)]
    )
    func `doubles have their shortest round-trip digits`(_ value: Double, _ expected: String) throws {
        #expect(try text { try $0.double(value) } == expected)
        #expect(try JSON(parsing: expected).double == value)
    }

    @Test func `invalid numbers are rejected and not written`() throws {
        var writer = JSONWriter()
        writer.beginArray()
        for value in [Double.nan, .infinity, -.infinity] {
            let error = #expect(throws: JSONError.self) { try writer.double(value) }
            #expect(error?.code == .invalidNumber)
        }
        for text in ["", "1.", "0x1", "Infinity", "1]"] {
            #expect(throws: JSONError.self) { try writer.number(text: text) }
        }
        writer.int(1)
        writer.endArray()
        #expect(writer.finish() == Array("[1]".utf8))
    }

    @Test func `a node is written unchanged, with the writer's whitespace`() throws {
        let source = #" { "a" : [ 1.50 , "\u00e9\/" , { } , [ ] ] , "b" : null , "a" : -0 } "#
        let node = try JSONDocument(parsing: Array(source.utf8)).root
        #expect(text { $0.node(node) } == #"{"a":[1.50,"\u00e9\/",{},[]],"b":null,"a":-0}"#)
        let array = try #require(node.elements.first { _ in true } ?? node["b"])
        #expect(text { $0.node(array) } == "null")
        let expected = """
            [
              {
                "a": [
                  1.50,
                  "\\u00e9\\/",
                  {},
                  []
                ],
                "b": null,
                "a": -0
              },
              1
            ]
            """
        let written = text(pretty: true) {
            $0.beginArray()
            $0.node(node)
            $0.int(1)
            $0.endArray()
        }
        #expect(written == expected)
    }

    @Test func `the bytes written are counted`() {
        var writer = JSONWriter(reserving: 0)
        writer.beginArray()
        writer.string("é")
        #expect(writer.count == 5)
        writer.endArray()
        #expect(writer.finish().count == 6)
    }
}
