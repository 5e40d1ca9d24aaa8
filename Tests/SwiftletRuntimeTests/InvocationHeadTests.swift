import SwiftletJSON
import Testing

@testable import SwiftletRuntime

@Suite struct InvocationHeadTests {
    private func head(_ fields: [String: String]) -> InvocationHead? {
        InvocationHead { fields[$0] }
    }

    @Test func withoutAnIDThereIsNoInvocation() {
        #expect(head([:]) == nil)
        #expect(head(["Lambda-Runtime-Aws-Request-Id": ""]) == nil)
        #expect(head(["Lambda-Runtime-Aws-Request-Id": "i"])?.requestID == "i")
    }

    @Test(
        arguments: [
            ("1700000000000", 1_700_000_000_000), ("1", 1), ("0", nil), ("-5", nil), ("", nil), ("soon", nil),
            ("1.5", nil), ("9223372036854775807", nil), ("99999999999999999999999", nil),
        ] as [(String, Int64?)]
    )
    func aDeadlineIsANumberOrNothing(text: String, expected: Int64?) {
        let head = head(["Lambda-Runtime-Aws-Request-Id": "i", "Lambda-Runtime-Deadline-Ms": text])
        #expect(head?.deadlineMilliseconds == expected)
    }

    @Test(
        arguments: [
            (#"{"a":1}"#, ["a": 1]),
            ("null", .null),
            ("eyJhIjoxfQ==", ["a": 1]),
            ("eyJhIjoxfQ", ["a": 1]),
            ("IsO8Ig==", "ü"),
            ("", nil), ("{", nil), ("eyJhIjox", nil), ("====", nil), ("e", nil), ("a b", nil),
        ] as [(String, JSON?)]
    )
    func aFieldIsJSONOrBase64OfIt(text: String, expected: JSON?) {
        #expect(HeaderJSON.parse(text) == expected)
    }

    @Test(
        arguments: [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ]
    )
    func base64IsThatOfTheStandard(plain: String, encoded: String) {
        #expect(Base64.encode(Array(plain.utf8)) == encoded)
        #expect(Base64.decode(encoded) == Array(plain.utf8))
        #expect(Base64.decode(String(encoded.prefix { $0 != "=" })) == Array(plain.utf8))
    }

    @Test(arguments: ["A", "AAAAA", "Zh==", "Zg=", "Z===", "Zm9v!", "Zm 9v", "=Zg="])
    func otherTextIsNotBase64(text: String) {
        #expect(Base64.decode(text) == nil)
    }

    @Test func everyByteSurvivesBase64() {
        let bytes = (0...255).map(UInt8.init)
        #expect(Base64.decode(Base64.encode(bytes)) == bytes)
        #expect(Base64.decode("-_-_") == Base64.decode("+/+/"))
    }
}
