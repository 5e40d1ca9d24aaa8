import Swiftlet
import Testing

@testable import SwiftletIdempotency

/// The key in the header field.
@Suite struct IdempotencyKeyTests {
    private func key(_ fields: String..., allowsUnquoted: Bool = false) throws(HTTPError) -> String? {
        var request = Request(method: .post)
        guard let name = IdempotencyKey.field else { return nil }
        for field in fields { request.headers.append(HTTPField(name: name, value: field)) }
        return try IdempotencyKey(request, allowsUnquoted: allowsUnquoted)?.text
    }

    @Test func `a request without the field has no key`() throws {
        #expect(try key() == nil)
        #expect(try key(allowsUnquoted: true) == nil)
    }

    @Test(arguments: ["", "\"\"", "a", "\"a\", \"b\"", "\"é\"", "\"" + String(repeating: "a", count: 256) + "\""])
    func `a malformed key is a 400`(_ field: String) throws {
        let error = #expect(throws: HTTPError.self) { try key(field) }
        #expect(error?.status == .badRequest)
    }

    @Test func `several fields are not one key`() throws {
        let error = #expect(throws: HTTPError.self) { try key("\"a\"", "\"a\"") }
        #expect(error?.status == .badRequest)
    }

    @Test func `the longest key has 255 characters`() throws {
        let text = String(repeating: "k", count: 255)
        #expect(try key("\"\(text)\"") == text)
        #expect(try key(text, allowsUnquoted: true) == text)
        #expect(throws: HTTPError.self) { try key(text + "k", allowsUnquoted: true) }
    }

    @Test func `quotes can be optional, and make no difference`() throws {
        let text = "8e03978e-40d5-43dd-bc93-6894a57f9324"
        #expect(try key("\"\(text)\"", allowsUnquoted: true) == text)
        #expect(try key(" \(text) ", allowsUnquoted: true) == text)
        for malformed in ["a b", "a,b", "\"a", "a\"", "a;b", "", " ", "é"] {
            #expect(throws: HTTPError.self) { try key(malformed, allowsUnquoted: true) }
        }
    }
}
