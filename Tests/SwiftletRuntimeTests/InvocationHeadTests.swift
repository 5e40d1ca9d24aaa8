import Swiftlet
import SwiftletJSON
import Testing

@testable import SwiftletRuntime

@Suite struct InvocationHeadTests {
    private func head(_ fields: [String: String]) -> InvocationHead? {
        InvocationHead { fields[$0] }
    }

    @Test func `an event without a request id is rejected`() {
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
    func `an invalid deadline is ignored`(text: String, expected: Int64?) {
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
            ("Ij8/Pj4i", "??>>"), ("Ij8_Pj4i", "??>>"),
            ("", nil), ("{", nil), ("eyJhIjox", nil), ("====", nil), ("e", nil), ("a b", nil),
        ] as [(String, JSON?)]
    )
    func `a header field is JSON or base64-encoded JSON`(text: String, expected: JSON?) {
        #expect(HeaderJSON.parse(text) == expected)
    }
}
