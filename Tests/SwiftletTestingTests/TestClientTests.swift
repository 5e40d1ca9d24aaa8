import FoundationEssentials
import HTTPTypes
import Swiftlet
import SwiftletJSON
import SwiftletTesting
import Testing

@Suite struct TestClientTests {
    @Test func `requests receive responses and share the app's state`() async throws {
        let client = TestClient(makeTestApp())
        let created = try await client.post("/notes", json: ["text": "first"])
        created.expect(.created, json: ["id": "<integer>"])
        try await client.get("/notes/1").expect(.ok, json: ["id": 1, "text": #"{"text":"first"}"#])
        try await client.get("/notes/2").expect(.notFound, json: ["detail": "Note not found"])
        #expect(try await client.get("/notes?limit=1").json().count == 1)
        #expect(try await client.get("/notes", query: ["limit": "0"]).json() == [])
    }

    @Test func `an unsafe request is sent once and a safe one in every shape`() async throws {
        let client = TestClient(makeTestApp())
        try await client.post("/notes", body: .text("a")).expect(.created)
        #expect(try await client.get("/notes").json().count == 1)
    }

    @Test func `different responses of shapes fail with the differences`() async throws {
        let client = TestClient(makeTestApp())
        let issue = try await RecordedIssue.only { try await client.get("/shape") }
        #expect(issue.text.contains("GET /shape has different responses as v1 and as v2"))
        #expect(issue.text.contains("v1: \"v1\""))
    }

    @Test(arguments: HTTPEventShape.all)
    func `a single shape can be selected`(shape: HTTPEventShape) async throws {
        let client = TestClient(makeTestApp(), shapes: .only(shape))
        #expect(try await client.get("/shape").text == shape.description)
    }

    @Test func `values that one shape cannot represent are sent in the others`() async throws {
        let client = TestClient(makeTestApp())
        #expect(try await client.get("/notes", query: ["limit": "1", "tag": "a", "tag": "b"]).status == .ok)
    }

    @Test func `bodies decode to models and decodable types`() async throws {
        struct Note: Decodable {
            let id: Int
            let text: String
        }
        let client = TestClient(makeTestApp())
        try await client.post("/notes", body: .text("hello")).expect(.created)
        let note: Note = try await client.get("/notes/1").decode(decodable: Note.self)
        #expect(note.text == "hello")
        let ids: [String: Int] = ["id": 1]
        #expect(try await client.post("/notes", body: .encoding(ids)).decode([String: Int].self)["id"] == 2)
    }

    @Test func `the clock can be fixed and the log captured`() async throws {
        let log = LogCapture()
        let client = TestClient(
            makeTestApp(),
            shapes: .only(.httpAPI),
            clock: .fixed(Date(timeIntervalSince1970: 1_000)),
            logger: log.logger
        )
        #expect(try await client.get("/log").text == "1000.0")
        let entry = try #require(log.entries.first { $0.message == "Looked at the clock." })
        #expect(entry.level == .warning)
        #expect(entry.metadata["time"] == "1000.0")
    }

    @Test func `a jar keeps cookies`() async throws {
        let client = TestClient(makeTestApp(), shapes: .only(.httpAPI), cookies: CookieJar())
        #expect(try await client.get("/cookie").text == "none")
        #expect(try await client.get("/cookie").text == "seen=yes")
        #expect(try await client.get("/cookie").cookies == ["seen": "yes"])
        client.cookies?.set("other", "1")
        #expect(client.cookies?.cookies == ["seen": "yes", "other": "1"])
        client.cookies?.set("other", nil)
        client.cookies?.set("seen", nil)
        #expect(client.cookies?.cookies == [:])
    }

    @Test func `non-HTTP events are sent to their handler`() async throws {
        let client = TestClient(makeTestApp())
        #expect(try await client.invoke(["number": 4], handler: "double")["number"] == 8)
        await #expect(throws: NotANumber.self) { try await client.invoke([:], handler: "double") }
    }

    @Test func `forms and files are written as browsers do`() {
        #expect(TestBody.form(["a b": "c&d", "é": ""]).bytes == Array("a%20b=c%26d&%C3%A9=".utf8))
        let body = TestBody.multipart(["a": "1"], files: ["f": UploadedFile(filename: "\"x\".txt", bytes: [65])])
        let text = String(decoding: body.bytes, as: UTF8.self)
        #expect(text.contains("Content-Disposition: form-data; name=\"f\"; filename=\"%22x%22.txt\"\r\n\r\nA\r\n"))
        #expect(text.hasSuffix("--\r\n"))
    }
}
