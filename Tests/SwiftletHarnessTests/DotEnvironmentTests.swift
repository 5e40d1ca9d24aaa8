import Testing

@testable import SwiftletHarness

@Suite struct DotEnvironmentTests {
    @Test(arguments: [
        ("A=1", ["A": "1"]), ("A=1\nB=2\r\nC=3", ["A": "1", "B": "2", "C": "3"]), ("# A=1\n\n  B = 2 ", ["B": "2"]),
        ("export A=b c", ["A": "b c"]), ("A=\"b # c\" # d", ["A": "b # c"]), ("A='b\\nc'", ["A": "b\\nc"]),
        ("A=\"b\\nc\"", ["A": "b\nc"]), ("A=b#c", ["A": "b#c"]), ("A=b #c", ["A": "b"]), ("A=", ["A": ""]),
        ("A=x=y", ["A": "x=y"]), ("nonsense", [:]), ("A B=1", [:]), ("=1", [:]), ("A=\"open", ["A": "\"open"]),
        ("", [:]),
    ])
    func `lines`(text: String, variables: [String: String]) {
        #expect(DotEnvironment.parse(text) == variables)
    }
}
