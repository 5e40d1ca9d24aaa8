import Swiftlet
import SwiftletTesting
import Testing

/// The snippets of the module articles.
@Suite struct ModuleSnippetTests {
    @Test func `JSON is read from a document and as a value`() throws {
        let event = Array(#"{"Records": [{"messageId": "m-1"}]}"#.utf8)
        #expect(try messageID(of: event) == "m-1")
        let order = Array(#"{"id": "a", "items": [{"price": 2}, {"price": 3}]}"#.utf8)
        let result = String(decoding: try total(of: order), as: UTF8.self)
        #expect(result == #"{"id":"a","total":5}"#)
    }

    @Test func `a worker thread returns the result of its work`() async throws {
        #expect(try await checksum(of: [1, 2, 3]) == 6)
    }

    @Test func `an invalid currency is rejected before a request is sent`() async throws {
        let app = ratesApp()
        try await TestClient(app).get("/rates/euro").expect(.unprocessableContent)
        try await app.shutdown()
    }
}
