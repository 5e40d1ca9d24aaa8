import Swiftlet
import Testing

@Suite struct CookieValueTests {
    /// The expected values are those of Python's `http.cookies`, which Starlette uses.
    @Test(
        arguments: [
            (#""a\054b""#, "a,b"), (#""a\"b""#, #"a"b"#), (#""a b""#, "a b"), (#"a\054b"#, #"a\054b"#),
            (#""\\""#, #"\"#),
            (#""\400""#, "400"), (#""\12""#, "12"), (#""a"#, #""a"#), (#""\303\251""#, "\u{c3}\u{a9}"), (#""""#, ""),
            (#"" a ""#, " a "), (#""\x""#, "x"), (#""a\"#, #""a\"#), (#""a\""#, #"a\"#), (#"""#, #"""#),
            (#""\377""#, "\u{ff}"),
        ] as [(String, String)]
    )
    func `unquotes a quoted value`(field: String, value: String) {
        var request = Request()
        request.headers[.cookie] = "s=\(field)"
        #expect(request.cookies(named: "s") == [value])
    }
}
