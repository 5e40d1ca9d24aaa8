import Swiftlet
import SwiftletSQL
import SwiftletTesting
import Testing

@testable import UsersAPI

/// Tests that the snippets work as documented.
@Suite struct SnippetTests {
    @Test func `the first handler greets and limits the length of the name`() async throws {
        let client = TestClient(App(title: "Hello", version: "1.0.0") { hello })
        try await client.get("/hello/Ada").expect(.ok, json: "Hello, Ada!")
        try await client.get("/hello/\(String(repeating: "a", count: 51))")
            .expect(
                .unprocessableContent,
                json: [
                    "detail": [
                        [
                            "type": "string_too_long", "loc": ["path", "name"],
                            "msg": "String should have at most 50 characters",
                            "input": .string(String(repeating: "a", count: 51)), "ctx": ["max_length": 50],
                        ]
                    ]
                ]
            )
    }

    @Test func `notes are added, listed and changed in a transaction`() async throws {
        let app = notesApp()
        let client = TestClient(app)
        try await client.post("/notes", json: ["title": " Milk ", "due": "2026-01-02T03:04:05Z"])
            .expect(
                .created,
                json: ["id": 1, "title": "Milk", "priority": "normal", "due": "2026-01-02T03:04:05Z"]
            )
        try await client.patch("/notes/1", json: ["due": nil]).expect(.noContent)
        try await client.get("/notes?q=il")
            .expect(.ok, json: [["id": 1, "title": "Milk", "priority": "normal", "due": nil]])
        try await client.patch("/notes/2", json: ["title": "Bread"]).expect(.notFound)
        try await client.post("/notes", json: ["title": "", "priority": "urgent"]).expect(.unprocessableContent)
        try await app.shutdown()
    }

    @Test func `notes are migrated by statements and by Swift code`() async throws {
        let database = try Database(url: "sqlite::memory:")
        try await startNotes(database)
        try await database.execute("INSERT INTO notes (title, priority) VALUES ('milk', 'normal')")
        let done = try await Migrator(database, noteMigrations + [noteTitleIndex, noteTitles]).up()
        #expect(done == ["0002_notes_title", "0003_note_titles"])
        #expect(try await database.query("SELECT title FROM notes").decode(String.self) == ["MILK"])
        // The list of migrations at startup is older, which is accepted.
        try await startNotes(database)
        await database.close()
    }

    @Test func `a group with an API key rejects requests without it`() async throws {
        let variables = ["MAIL_KEY": "sixteen bytes or more", "MAIL_SENDER": "a@example.com"]
        let settings = try MailSettings(LaunchEnvironment(variables: variables, isDeployed: true))
        let client = TestClient(guardedMailApp(settings))
        try await client.get("/outbox/sender").expect(.unauthorized)
        try await client.get("/outbox/sender", headers: [.authorization: "Bearer wrong"]).expect(.unauthorized)
        let open = TestClient(guardedMailApp(settings), overriding: [.override(apiKey, with: ())])
        try await open.get("/outbox/sender").expect(.ok, json: "a@example.com")
    }

    @Test func `dates, email addresses and URLs are bound and read from rows`() async throws {
        let database = try Database(url: "sqlite::memory:")
        try await database.execute("CREATE TABLE contacts (email TEXT, site TEXT, birthday TEXT)")
        let contact = Contact(
            email: try #require(EmailAddress("ada@example.com")),
            site: nil,
            birthday: try #require(CalendarDate("1815-12-10"))
        )
        try await database.execute(
            "INSERT INTO contacts VALUES (\(contact.email), \(contact.site), \(contact.birthday))"
        )
        let day = try #require(CalendarDate("1815-12-11"))
        #expect(try await contacts(in: database, bornSince: contact.birthday) == [contact])
        #expect(try await contacts(in: database, bornSince: day) == [])
        await database.close()
    }

    @Test func `the length of an array is limited`() async throws {
        let client = TestClient(
            App(title: "Tags", version: "1.0.0") {
                Endpoint(.post, "/", Body(TaggedNote.self)) { note in note.tags.count }
            }
        )
        try await client.post("/", json: ["title": "a", "tags": ["b", "c"]]).expect(.ok, json: 2)
        try await client.post("/", json: ["title": "a", "tags": ["1", "2", "3", "4", "5", "6"]])
            .expect(.unprocessableContent)
        try await client.post("/", json: ["title": "a", "tags": [""]]).expect(.unprocessableContent)
    }

    @Test func `queue messages fail individually`() async throws {
        let client = TestClient(
            App(title: "Orders", version: "1.0.0") {
                orders
                resize
            }
        )
        let answer = try await client.invoke(queueEvent(#"{"id": 1, "quantity": 2}"#, #"{"id": 2}"#))
        #expect(answer == ["batchItemFailures": [["itemIdentifier": "message-1"]]])
        let small = try await client.invoke(["width": 200, "height": 100], handler: "resize")
        #expect(small == ["width": 100, "height": 50])
    }

    @Test func `middleware, errors and streams work`() async throws {
        let client = TestClient(shopApp())
        let missing = try await client.get("/nothing").expect(.notFound)
        #expect(missing.text == "There is nothing at /nothing.")
        #expect(missing.headers[.server] == "swiftlet")
        try await client.post("/sales").expect(.conflict, json: ["detail": "Out of stock"])
        #expect(try await client.get("/countdown").text == "3\n2\n1\n")
    }

    @Test func `cookies, redirects, events and documented responses work`() async throws {
        let client = TestClient(articlesApp())
        let left = try await client.post("/logout").expect(.seeOther)
        #expect(left.headers[.location] == "/")
        #expect(left.headers[.setCookie]?.hasPrefix("__Host-session=; ") == true)
        let lastEventID = try #require(HTTPField.Name("Last-Event-ID"))
        #expect(try await client.get("/ticks", headers: [lastEventID: "9"]).text == "data: tick\nid: 10\n\n")
        try await client.get("/ticks", headers: [lastEventID: "10"]).expect(.noContent)
        let document = try JSON(parsing: try articlesApp().openAPIDocument())
        let operation = document["paths"]?["/articles/{id}"]?["get"]
        #expect(operation?["summary"] == "Read Article")
        #expect(operation?["responses"]?.object?.keys == ["200", "404", "422", "503"])
        #expect(document["webhooks"]?["article-published"]?["post"] != nil)
    }

    @Test func `a site serves files and accepts two credentials`() async throws {
        // The directory does not exist in this test.
        let error = await #expect(throws: AppError.self) { try await siteApp().start() }
        #expect(error?.faults.count == 1)
        let client = TestClient(
            App(title: "Site", version: "1.0.0") {
                report
                Endpoint(.get, "/reader", Inject(reader)) { reader in reader }
            }
        )
        try await client.get("/report").expect(.notFound)
        try await client.get("/reader?key=k").expect(.ok, json: "key k")
        try await client.get("/reader?key=k", headers: [.authorization: "Bearer t"]).expect(.ok, json: "token t")
        try await client.get("/reader").expect(.unauthorized)
    }

    @Test(arguments: [("gzip, br, zstd", "zstd"), ("gzip, br", "br"), ("gzip", "gzip")])
    func `a response has the first accepted coding of the list`(accepted: String, coding: String) async throws {
        let client = TestClient(compressedApp())
        let reply = try await client.get("/text", headers: [.acceptEncoding: accepted]).expect(.ok)
        #expect(reply.headers[.contentEncoding] == coding)
    }

    private func queueEvent(_ bodies: String...) -> JSON {
        let records = bodies.enumerated()
            .map { index, body -> JSON in
                [
                    "messageId": .string("message-\(index)"), "receiptHandle": "handle", "body": .string(body),
                    "attributes": [:], "messageAttributes": [:], "eventSource": "aws:sqs",
                    "eventSourceARN": "arn:aws:sqs:eu-central-1:123456789012:orders", "awsRegion": "eu-central-1",
                ]
            }
        return ["Records": .array(records)]
    }
}
