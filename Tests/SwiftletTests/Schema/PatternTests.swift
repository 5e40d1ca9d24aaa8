import Testing

@testable import Swiftlet

@Suite struct PatternTests {
    /// Expressions with strings that match and do not match in both Python's `re` and Rust's `regex`.
    static let examples: [(pattern: String, matches: [String], misses: [String])] = [
        ("", ["", "a"], []),
        ("abc", ["abc", "xabcx"], ["", "ab", "acb"]),
        ("^abc$", ["abc"], ["xabc", "abcx", "abc\n", ""]),
        ("^[A-Z]", ["Ann"], ["ann", "", "1A"]),
        ("^[^a-c]+$", ["xyz", "é"], ["a", "xa", ""]),
        ("^a|b$", ["ax", "xb"], ["xa", "bx"]),
        ("^(a|b|cd)*$", ["", "abcd", "cdcd"], ["c", "abc"]),
        ("^a{2,3}$", ["aa", "aaa"], ["a", "aaaa"]),
        ("^a{2}$", ["aa"], ["a", "aaa"]),
        ("^a{2,}$", ["aa", "aaaaa"], ["a"]),
        ("^a{,2}$", ["a{,2}"], ["aa"]),
        ("^x{}$", ["x{}"], ["x"]),
        ("^(ab)+?$", ["ab", "abab"], ["", "aba"]),
        ("^a??b$", ["b", "ab"], ["aab"]),
        ("^.$", ["a", "é", "😀"], ["\n", "", "ab"]),
        ("(?s)^.$", ["\n"], ["ab"]),
        ("(?i)^straße$", ["STRAßE", "straße"], ["strasse"]),
        ("^(?i:a)b$", ["Ab", "ab"], ["aB"]),
        ("^((?i)a)b$", ["Ab"], ["aB"]),
        ("(?m)^b$", ["a\nb\nc"], ["ab"]),
        (#"^\d+$"#, ["123", "٣"], ["1a", ""]),
        (#"^\w+$"#, ["aé_1"], ["a-b"]),
        (#"^\S+@\S+$"#, ["a@b"], ["a b@c"]),
        (#"^[\w.-]+$"#, ["a.b-c"], ["a+b"]),
        (#"\bcat\b"#, ["a cat!"], ["concat"]),
        (#"\Bcat"#, ["concat"], ["cat"]),
        (#"^\x41\u0042\x{43}\t$"#, ["ABC\t"], ["ABC"]),
        (#"^\p{Lu}\p{L}*$"#, ["Émile"], ["émile", "É1"]),
        (#"^\PL$"#, ["1"], ["a"]),
        (#"^[\p{N}]$"#, ["½"], ["a"]),
        (#"^\+?[1-9]\d{6,14}$"#, ["+4915112345678"], ["0151", "+"]),
        (#"^[a-z0-9]+(?:-[a-z0-9]+)*$"#, ["a-b-c1"], ["-a", "a--b", "a-"]),
        ("^[]a]$", ["]", "a"], ["b"]),
        ("^[^]a]$", ["b"], ["]"]),
        ("^[a-]$", ["a", "-"], ["b"]),
        (#"^[\]\\]$"#, ["]", "\\"], ["a"]),
        (#"^\.\*\/$"#, [".*/"], ["a"]),
        ("^(?P<year>[0-9]{4})-(?<month>[0-9]{2})$", ["2026-01"], ["2026-1"]),
        (#"\Aa\z"#, ["a"], ["ba", "ab"]),
        ("^(a*)*$", ["", "aaa"], ["b"]),
        ("^(|a)+$", ["", "aa"], ["b"]),
        ("^(a|b)?c", ["c", "ac"], ["dc"]),
    ]

    @Test(arguments: examples)
    func `matches like Python and Rust`(_ pattern: String, _ matches: [String], _ misses: [String]) throws {
        let pattern = try Pattern(pattern)
        for text in matches { #expect(pattern.matches(text), "\(text)") }
        for text in misses { #expect(!pattern.matches(text), "\(text)") }
    }

    @Test(arguments: [
        "(", ")", "a)", "(a", "[", "[a", "[z-a]", "*", "a|*", "(?=a)", "(?!a)", "(?<=a)", "(?<!a)", #"(a)\1"#, #"\"#,
        #"\q"#,
        "a{3,2}", "a{2000}", "(?P<>a)", "(?P<a", "(?x)a", #"\p{Greek}"#, #"\x4"#, #"\u{110000}"#, #"\ud800"#, #"[\d-z"#,
        "((((a{500}){500}){500}){500})", "(?", "(?i", #"\p{L"#, #"[a-\d]"#,
    ])
    func `rejects malformed patterns`(_ pattern: String) {
        #expect(throws: PatternError.self) { try Pattern(pattern) }
    }

    @Test func `rejects deeply nested patterns`() {
        let deep = String(repeating: "(", count: 100_000) + String(repeating: ")", count: 100_000)
        #expect(throws: PatternError.self) { try Pattern(deep) }
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: ["^(a+)+$", "^(a|a)*$", "^(.*a){12}$", "^(a?){50}a{50}$", #"(\w+\s?)*$^"#]
    )
    func `matches in linear time`(_ pattern: String) throws {
        let text = String(repeating: "a", count: 20_000) + "!"
        #expect(try !Pattern(pattern).matches(text))
    }

    @Test func `checks patterns like Pydantic`() throws {
        for example in PydanticTexts.patternString.cases { try example.check(String.self, .pattern("^[A-Z]")) }
    }

    @Test func `traps on a malformed pattern`() async {
        await #expect(processExitsWith: .failure) {
            _ = Constraint<String>.pattern("(")
        }
    }
}
