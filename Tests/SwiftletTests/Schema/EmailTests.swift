import SwiftletJSON
import Testing

@testable import Swiftlet
@testable import SwiftletValues

@Suite struct EmailTests {
    @Test(
        arguments: PydanticEmails.email.without(
            // Pydantic rejects these too, for their mappings or positions.
            #""a@\u00bd.com""#,
            #""a@x\u00b7y.com""#
        )
    )
    func `decodes addresses like Pydantic`(_ example: PydanticCase) throws {
        try example.check(EmailAddress.self)
    }

    @Test(arguments: [
        ("ü", "tda"), ("例え", "r8jz45g"), ("почта", "80a1acny"), ("exämple", "exmple-cua"), ("bücher", "bcher-kva"),
        ("他们为什么不说中文", "ihqwcrb4cv8a8dqg056pqjye"), ("3年b組金八先生", "3b-ww4c5e180e575a65lsy2b"),
    ])
    func `encodes and decodes Punycode labels`(_ label: String, _ encoded: String) {
        #expect(Punycode.encode(label) == encoded)
        #expect(Punycode.decode(encoded) == label)
    }

    @Test(arguments: ["-", "99999999999", "a-é", "zzzzzzzzzzzzzzzzzzzzzzzzzz", "\u{0}", "a--", "0", "----"])
    func `does not trap on invalid Punycode`(_ text: String) {
        _ = Punycode.decode(text)
        #expect(EmailAddress("a@xn--\(text).com")?.asciiDomain.isEmpty != true)
    }

    @Test func `returns the domain in Unicode and in ASCII`() throws {
        let address = try #require(EmailAddress("Ada@XN--EXMPLE-CUA.com"))
        #expect(address.localPart == "Ada")
        #expect(address.domain == "exämple.com")
        #expect(address.asciiDomain == "xn--exmple-cua.com")
        #expect("\(address)" == "Ada@exämple.com")
    }

    /// Like `email-validator` 2.4, which leaves the limit of 64 bytes (RFC 5321, section 4.5.3.1.1) to the receiver.
    @Test func `limits only the length of the complete address`() throws {
        #expect(EmailAddress("\(String(repeating: "a", count: 65))@example.com") != nil)
        let errors = try rejected(EmailAddress.self, "\"\(String(repeating: "a", count: 260))@x.com\"")
        #expect(
            errors.first?.message
                == "value is not a valid email address: The email address is too long (12 characters too many)."
        )
    }

    @Test func `parses an address in linear time`() throws {
        let long = String(repeating: "\u{301}<\"@", count: 500)
        #expect(EmailAddress(long) == nil)
        let longer = try rejected(EmailAddress.self, "\"\(String(repeating: "x", count: 3000))@example.com\"")
        #expect(longer.first?.context == ["reason": "Length must not exceed 2048 characters"])
    }

    @Test func `normalization of an address is idempotent`() {
        for example in PydanticEmails.email.cases {
            guard let output = example.output, let text = try? JSON(parsing: output).string else { continue }
            #expect(EmailAddress(text)?.address == text)
        }
    }
}
