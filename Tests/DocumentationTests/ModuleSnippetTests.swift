import Swiftlet
import SwiftletSettings
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

    @Test func `settings are read from the environment, and faults are reported together`() async throws {
        var variables = [
            "MAIL_KEY": "sixteen bytes or more", "MAIL_SENDER": "a@example.com", "MAIL_RECIPIENTS": "b, c",
        ]
        let settings = try MailSettings(LaunchEnvironment(variables: variables, isDeployed: true))
        #expect(settings.retries == 3 && settings.timeout == .seconds(10) && settings.recipients == ["b", "c"])
        try await TestClient(mailApp(settings)).get("/sender").expect(.ok, json: "a@example.com")
        variables["MAIL_KEY"] = nil
        variables["MAIL_RETRIES"] = "many"
        let error = #expect(throws: SettingsError.self) {
            try MailSettings(LaunchEnvironment(variables: variables, isDeployed: true))
        }
        #expect(
            error?.description == """
                MAIL_KEY must be set: random text of at least 16 bytes, or JSON with it as a member of that name.
                MAIL_RETRIES must be an integer between 0 and 10 (value: 4 characters).
                """
        )
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
