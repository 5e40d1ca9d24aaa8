import TestSupport
import Testing

@testable import SwiftletIdempotency

/// Items of the type String (RFC 9651).
@Suite struct StructuredStringTests {
    private static let valid: [(field: String, text: String)] = [
        (#""8e03978e-40d5-43dd-bc93-6894a57f9324""#, "8e03978e-40d5-43dd-bc93-6894a57f9324"),
        (#""""#, ""),
        (#"  "a"  "#, "a"),
        (#""a b""#, "a b"),
        (#""\"\\""#, #""\"#),
        (#"" ~!#""#, " ~!#"),
        (#""a";b"#, "a"),
        (#""a"; b"#, "a"),
        (#""a";b=1;c=-1.125;d=?1;e=:aGk=:;f=tok/en:x;g="s\"";*h=*;i=@1659578233;j=%"f%c3%bc""#, "a"),
        (#""a";b="c;d=e""#, "a"),
        (#""a";b=123456789012345"#, "a"),
        (#""a";b=123456789012.123"#, "a"),
    ]

    @Test(arguments: valid)
    func `accepts a String with parameters`(_ field: String, _ text: String) {
        #expect(StructuredString(field)?.text == text)
    }

    @Test(arguments: [
        "", " ", "a", "8e03978e-40d5-43dd-bc93-6894a57f9324", "1", "?1", ":aGk=:", "'a'", #"""#, #""a"#, #"a""#,
        #""a"b"#,
        #""a" b"#, #""a", "b""#, #"("a")"#, #""a\b""#, #""a\"#, "\"a\tb\"", "\t\"a\"", "\"é\"", "\"a\u{7f}\"",
        "\"\u{0}\"",
        #""a";"#, #""a";B"#, #""a";=1"#, #""a";b="#, #""a";b=1."#, #""a";b=1.1234"#, #""a";b=1234567890123456"#,
        #""a";b=1234567890123.1"#, #""a";b=-"#, #""a";b=?2"#, #""a";b=?"#, #""a";b=:a"#, #""a";b=:a*:"#, #""a";b=@"#,
        #""a";b=@1.5"#, #""a";b=%"%C3""#, #""a";b=%"%c3""#, #""a";b=%x"#, #""a";b=%"a"#, #""a" ;b"#, #""a";b =1"#,
        #""a";b= 1"#, #""a";b=(1)"#,
    ])
    func `rejects a value that is not a String with valid parameters`(_ field: String) {
        #expect(StructuredString(field) == nil)
    }

    @Test func `parses what is written, and never a prefix of it`() {
        var random = SplitMix64(seed: 17)
        let alphabet = Array(#"ab "\;=,~!"#.unicodeScalars)
        for _ in 0..<2_000 {
            var text = ""
            for _ in 0..<Int.random(in: 0..<12, using: &random) {
                text.unicodeScalars.append(alphabet.randomElement(using: &random) ?? "a")
            }
            var field = "\""
            for scalar in text.unicodeScalars {
                if scalar == "\"" || scalar == "\\" { field += "\\" }
                field.unicodeScalars.append(scalar)
            }
            #expect(StructuredString(field + "\"")?.text == text)
            #expect(StructuredString(field) == nil)
        }
    }

    @Test func `any bytes are parsed without a trap`() {
        var random = SplitMix64(seed: 4)
        for _ in 0..<5_000 {
            let scalars = (0..<Int.random(in: 0..<24, using: &random))
                .map { _ in Unicode.Scalar(UInt8.random(in: 0...255, using: &random)) }
            var field = #""a";b="#
            field.unicodeScalars.append(contentsOf: scalars)
            _ = StructuredString(field)
            _ = StructuredString(String(field.dropFirst(4)))
        }
    }
}
