import Testing

@testable import Swiftlet

@Suite struct HeaderParametersTests {
    @Test(
        arguments: [
            (#"form-data; name="a"; filename="b.txt""#, "a", "b.txt"),
            (#"form-data; NAME=a ;FileName=b"#, "a", "b"),
            (#"form-data; name="a;b"; filename="\"\\""#, "a;b", #""\"#),
            ("form-data; name=\"a\"\u{301}; filename=\"b\"", "\"a\"\u{301}", "b"),
            ("form-data; name=\"a\u{301}\"; filename=\"b\u{600}\"", "a\u{301}", "b\u{600}"),
            ("form-data; name=\"a;\u{301}\"; filename=b", "a;\u{301}", "b"),
            ("form-data;\u{301} name=a; name=b; filename=c", "b", "c"),
            ("form-data; n\u{212a}=x; name=\u{212a}; filename=K", "\u{212a}", "K"),
            ("form-data; name=a\u{600}; filename=\u{600}\"b\"", "a\u{600}", "\u{600}\"b\""),
        ]
    )
    func `parameters are parsed by byte`(field: String, name: String, filename: String) throws {
        let parameters = HeaderParameters(field)
        #expect(Array(try #require(parameters["name"]).utf8) == Array(name.utf8))
        #expect(Array(try #require(parameters["filename"]).utf8) == Array(filename.utf8))
    }

    @Test(arguments: [
        "", "a", "\"", "\\", "a\"b\\c;d=e", "é", "e\u{301}", "\u{600}", "\u{212a}", "\"\u{301}", ";\u{301}",
    ])
    func `parsing reverses quoting`(value: String) throws {
        let quoted = value.utf8.reduce(into: [UInt8]()) { bytes, byte in
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { bytes.append(UInt8(ascii: "\\")) }
            bytes.append(byte)
        }
        let field = "form-data; name=\"\(String(decoding: quoted, as: UTF8.self))\"; filename=x"
        #expect(Array(try #require(HeaderParameters(field)["name"]).utf8) == Array(value.utf8))
        #expect(HeaderParameters(field)["filename"] == "x")
    }

    @Test(arguments: ["text/html\u{301}", "\u{212a}ext/html", "application/json\u{301}", "application/\u{301}x+json"])
    func `a content type is compared by byte`(type: String) {
        #expect(
            MediaType.isText(type)
                == (type.utf8.starts(with: "text/".utf8) || type.utf8.suffix(5).elementsEqual("+json".utf8))
        )
        #expect(ContentType.isJSON(type) == type.utf8.suffix(5).elementsEqual("+json".utf8))
        #expect(ContentType.mediaType(type) != "text/html")
        #expect(ContentType.mediaType(type) != "application/json")
    }

    @Test func `only ASCII letters are lowercased`() {
        #expect(MediaType.essence("TEXT/X-\u{212a}; a=b").utf8.elementsEqual("text/x-\u{212a}".utf8))
    }
}
