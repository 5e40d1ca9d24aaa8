import SwiftletJSON
import Testing

@Suite struct GrammarTests {
    static let accepted: [String] = [
        // Structure
        "[]", "{}", "[[]]", "[{}]", "{\"a\":{}}", "[[],[]]", "[ ]", "{ }", "[\n]", "{\t}", " [] ", "\t{}\r\n", "[1]",
        "[1,2]",
        "[1 ,2]", "[1, 2]", "[ 1 , 2 ]", "[1,[2,[3,[4]]]]", "{\"a\":1}", "{\"a\" : 1 }", "{ \"a\":1}",
        "{\"a\":1,\"b\":2}",
        "{\"a\":1 , \"b\":2}", "{\"a\":[1,{\"b\":null}]}", "{\"\":0}", "{\"a\":1,\"a\":2}", "{\"a\":1,\"a\":1}",
        "{\"a\\u0000b\":1}", "{\"title\":\"\\u041f\\u043e\"}", "{\"a\":[]}", "[{\"a\":1},{\"b\":2}]",
        "{\"a\":{\"b\":{\"c\":[]}}}",
        "\n\n\n[\n1\n,\n2\n]\n\n", "[                         1]", "        {\"x\":        1        }",
        // Scalars at the top level
        "null", "true", "false", " null ", "\ttrue\n", "1", "-1", "0", "-0", "1.5", "\"\"", "\"a\"", " \"a\" ",
        // Numbers
        "[0]", "[-0]", "[123]", "[-123]", "[0.0]", "[-0.0]", "[0e0]", "[0e1]", "[0E1]", "[0e+1]", "[0e-1]", "[0.1e1]",
        "[1e1]", "[1E1]", "[1e+1]", "[1E-1]", "[1.0e10]", "[123.456e78]", "[1E22]", "[1.5E+2]", "[123e65]", "[1e-2]",
        "[-1]", "[-1.5]", "[-1e3]", "[20e1]", "[100000000000000000000000000]", "[1e400]", "[-1e400]", "[1e-400]",
        "[0.000000000000000000000000000000000000000000000000000000000000000000000000000000000001]",
        "[123456789012345678901234567890.5]", "[18446744073709551616]", "[10]", "[1.10]", "[9007199254740993]",
        // Strings
        "[\"\"]", "[\"a\"]", "[\" \"]", "[\"\\\"\"]", "[\"\\\\\"]", "[\"\\/\"]", "[\"/\"]", "[\"\\b\\f\\n\\r\\t\"]",
        "[\"\\u0000\"]", "[\"\\u0012\"]", "[\"\\uFFFF\"]", "[\"\\uffff\"]", "[\"\\u00e9\"]", "[\"\\uD801\\uDC37\"]",
        "[\"\\ud83d\\ude39\\ud83d\\udc8d\"]", "[\"\\uDBFF\\uDFFF\"]", "[\"\\uFDD0\"]", "[\"\u{7f}\"]", "[\"\u{80}\"]",
        "[\"é\"]", "[\"€\"]", "[\"😀\"]", "[\"\u{2028}\u{2029}\"]", "[\"\u{feff}\"]", "[\"\u{ffff}\"]",
        "[\"\u{10ffff}\"]",
        "[\"// not a comment\"]", "[\"/* nor this */\"]", "[\"\\\\n\"]", "[\"\\\\u0000\"]", "[\"\\u005C\"]",
        "[\"\\u0022\"]",
        "[\"a longer string, which passes the width of one block of bytes\"]",
        "[\"a longer string with an escape \\n in the middle of its blocks of bytes\"]",
        "[\"eine längere Zeichenkette, in der Umlaute zwischen die Blöcke fallen\"]", "[\"\\uA66D\"]", "[\"[]{}:,\"]",
        // Literals
        "[null]", "[true]", "[false]", "[null,true,false]", "{\"null\":null}", "[null, 1, \"1\", {}]",
    ]

    static let rejected: [String] = [
        // Empty or incomplete
        "", " ", "\n", "[", "{", "]", "}", "[1", "[1,", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "[[]", "[{}",
        "{\"a\":[]",
        "\"", "\"a", "\"\\", "\"\\\"", "\"\\u", "\"\\u1", "\"\\u12", "\"\\u123", "\"\\u1234", "-", "t", "tr", "tru",
        "f",
        "fals", "n", "nul", "[\"a\"", "[\"", "{\"", "[\"a\",\n4\n,1,", "[1,\n1\n,1", "[{", "{\"a\":\"b",
        // Trailing content
        "[]]", "{}}", "[] []", "{}{}", "1 2", "null null", "\"a\"\"b\"", "[1]x", "{\"a\":1}#", "[]\0", "1]",
        "{\"a\":1}/**/",
        "{\"a\":1}//", "\"x\" ,", "[],", "truefalse", "nullx", "true1",
        // Commas and colons
        "[,]", "[,1]", "[1,]", "[1,,2]", "[1 2]", "[1;2]", "{,}", "{\"a\":1,}", "{,\"a\":1}", "{\"a\":1,,\"b\":2}",
        "{\"a\":1 \"b\":2}", "{\"a\" 1}", "{\"a\"::1}", "{\"a\",1}", "{\"a\"=1}", "{:1}", "{\"a\"}", "{\"a\":}", "[:]",
        "[1:2]",
        "[\"a\":1]", "{\"a\":1:2}", "[\"\",]", "[\"a\" \"b\"]", "{\"a\":\"b\",,,}", "[1}", "{\"a\":1]", "[{]", "{[}",
        "[\"x\"",
        // Keys
        "{a:1}", "{1:1}", "{'a':1}", "{null:1}", "{[]:1}", "{{}:1}", "{\"a\":1,b:2}", "{true:1}",
        // Numbers
        "[01]", "[-01]", "[00]", "[-00]", "[012]", "[1.]", "[.1]", "[-.1]", "[1.e1]", "[1e]", "[1E]", "[1e+]", "[1e-]",
        "[1e1.5]",
        "[e1]", "[+1]", "[++1]", "[--1]", "[-]", "[- 1]", "[1 000]", "[1_000]", "[0x1]", "[0b1]", "[1f]", "[1L]",
        "[1a]",
        "[-a]", "[1.2.3]", "[1.-1]", "[1ee1]", "[1e1e1]", "[0e]", "[0.e1]", "[2.e+3]", "[0.3e]", "[1+2]", "[1-2]",
        "[-2.]",
        "[NaN]", "[-NaN]", "[Infinity]", "[-Infinity]", "[nan]", "[inf]", "NaN", "Infinity", "-Infinity", "[\u{ff11}]",
        "[1,000.0]",
        // Strings
        "['a']", "'a'", "[a]", "abc", "[\"a\nb\"]", "[\"\t\"]", "[\"\0\"]", "[\"\u{1f}\"]", "[\"a\u{1}\"]",
        "[\"\\x41\"]",
        "[\"\\a\"]", "[\"\\v\"]", "[\"\\'\"]", "[\"\\0\"]", "[\"\\ \"]", "[\"\\\n\"]", "[\"\\U0041\"]", "[\"\\u00G0\"]",
        "[\"\\u-001\"]", "[\"\\u 001\"]", "[\"\\u+001\"]", "[\"\\u00\"]", "[\"\\u{41}\"]", "[\"\\é\"]", "[\"\\😀\"]",
        "[\"abc\\\"]",
        "[\\u0061]", "[\\n]", "[\"\"\"]", "[\"a\"b]", "`a`", "“a”",
        // Literals
        "[True]", "[TRUE]", "[False]", "[None]", "[NULL]", "[Null]", "[nil]", "[undefined]", "[tru]", "[truE]",
        "[nulL]",
        "[fals]", "[falsey]", "[nullnull]", "True",
        // Whitespace, comments
        "\u{a0}1", "\u{c}1", "\u{b}1", "[\u{c}]", "[\u{a0}]", "\u{2028}1", "[1\u{3000}]", "\u{feff}", "\u{2060}[]",
        "// c\n1", "/* c */ 1", "[1 // c\n]", "[1/* c */]", "# c\n1", "[1]# c", "<null>", "*", "@", "\0", "[\0]",
        "\u{1}",
        "{\"a\":1\u{b}}",
    ]

    @Test(arguments: accepted)
    func `accepts valid JSON`(_ text: String) throws {
        let document = try JSONDocument(parsing: Array(text.utf8))
        let written = document.root.value.bytes
        #expect(try JSON(parsing: written) == document.root.value)
    }

    @Test(arguments: rejected)
    func `rejects invalid JSON`(_ text: String) {
        #expect(throws: JSONError.self) { try JSONDocument(parsing: Array(text.utf8)) }
    }

    @Test func `every prefix of a text is rejected unless it is valid`() throws {
        let text = Array(#"{"a":[1.5e3,true,null,"x\u00e9\ud83d\ude00é"],"b":{"c":-0}}"#.utf8)
        for length in 0..<text.count {
            let error = #expect(throws: JSONError.self) { try JSONDocument(parsing: Array(text[..<length])) }
            #expect([.unexpectedEnd, .invalidUTF8, .invalidEscape, .loneSurrogate].contains(error?.code))
        }
        _ = try JSONDocument(parsing: text)
    }

    @Test func `the tables have no duplicates`() {
        #expect(Set(Self.accepted).count >= 120)
        #expect(Set(Self.rejected).count >= 200)
        #expect(Set(Self.accepted).isDisjoint(with: Self.rejected))
    }
}
