import Foundation
import HTTPTypes
import Swiftlet
import SwiftletGateway
import SwiftletIO
import SwiftletJSON
import SwiftletServer
import TestSupport
import Testing
import UsersAPI

@testable import SwiftletHarness

@Suite(.timeLimit(.minutes(5))) struct ConsoleAPITests {
    private static let script = "<script>alert('x')</script>"

    @Test func `an invocation has the request, the response and the event in every shape`() async throws {
        let console = try ConsoleFixture()
        let target = "/whoami?q=\(PercentCoding.encode(Self.script, allowing: .unreserved))"
        #expect(await console.respond(to: .get, target, headers: [.userAgent: "test"]).status == .ok)
        let overview = try await console.call(.get, "invocations")
        #expect(overview["title"] == "Notes")
        let summary = try #require(overview["invocations"]?[0])
        #expect(summary["method"] == "GET")
        #expect(summary["status"] == 200)
        #expect(summary["operation"] == "whoami")
        let id = try #require(summary["id"]?.string)
        let details = try await console.call(.get, "invocations/\(id)")
        #expect(details["request"]?["headers"]?.array?.contains(["user-agent", "test"]) == true)
        #expect(details["response"]?["status"] == 200)
        #expect(details["response"]?["body"]?["text"]?.string?.contains("\"shape\":\"v2\"") == true)
        #expect(details["milliseconds"]?.double != nil)
        for shape in HTTPEventShape.all {
            let event = try await console.call(.get, "invocations/\(id)/event?shape=\(shape)")
            let root = try JSONDocument(parsing: event.bytes).root
            #expect(HTTPEventShape.recognize(root) == shape)
            #expect(try shape.request(from: root).query == [QueryItem("q", Self.script)])
        }
    }

    @Test func `a request is sent in the chosen shape`() async throws {
        let console = try ConsoleFixture()
        let request: JSON = ["method": "GET", "target": "/whoami?a=1"]
        for shape in HTTPEventShape.all {
            let sent: JSON = ["request": request, "shape": .string(shape.description)]
            let id = try #require(try await console.call(.post, "invocations", json: sent)["id"]?.string)
            let details = try await console.call(.get, "invocations/\(id)")
            #expect(details["shape"] == .string(shape.description))
            #expect(details["response"]?["body"]?["text"]?.string?.contains("\"shape\":\"\(shape)\"") == true)
        }
    }

    @Test func `an invocation is sent again with the same event`() async throws {
        let console = try ConsoleFixture()
        let first = try #require(try await console.send("POST", "/notes", body: "a note"))
        let again = try await console.call(.post, "invocations/\(first)/again", json: [:])
        let second = try #require(again["id"]?.string)
        #expect(second != first)
        #expect(try await console.call(.get, "invocations/\(second)")["response"]?["body"]?["text"] == #"{"id":2}"#)
        #expect(console.journal.entries.map(\.event).first == console.journal.entries.last?.event)
    }

    @Test func `a streamed response is complete`() async throws {
        let console = try ConsoleFixture()
        let id = try #require(try await console.send("GET", "/parts"))
        #expect(try await console.call(.get, "invocations/\(id)")["response"]?["body"]?["text"] == "one two three")
    }

    @Test func `an event is sent to a handler, and its failure is shown`() async throws {
        let console = try ConsoleFixture()
        let sent = try await console.call(
            .post,
            "invocations",
            json: ["event": #"{"number": 21}"#, "handler": "double"]
        )
        let details = try await console.call(.get, "invocations/\(try #require(sent["id"]?.string))")
        #expect(details["result"]?["text"] == #"{"number":42,"client":null}"#)
        let failed = try await console.call(.post, "invocations", json: ["event": "{}", "handler": "double"])
        let failure = try await console.call(.get, "invocations/\(try #require(failed["id"]?.string))")
        #expect(failure["failure"] == "NotANumber")
        #expect(failure["error"]?.string?.contains("There is no \"number\".") == true)
    }

    @Test func `validation errors are listed`() async throws {
        let console = try ConsoleFixture()
        let id = try #require(try await console.send("GET", "/notes/x"))
        let errors = try await console.call(.get, "invocations/\(id)")["errors"]
        #expect(errors?[0]?["location"] == ["path", "id"])
        #expect(errors?[0]?["type"] == "int_parsing")
    }

    @Test(arguments: [
        (#"{"request": {"method": "GET", "target": "x"}}"#, 400, "must start with /"),
        (#"{"request": {"method": "GET", "target": "/ä"}}"#, 400, "percent-encoded"),
        (#"{"request": {"method": "G T", "target": "/"}}"#, 400, "method"),
        (#"{"request": {"method": "GET", "target": "/", "headers": [["a b", "c"]]}}"#, 400, "header field"),
        (#"{"request": {"method": "GET", "target": "/", "headers": [["a", "b\r\nc: d"]]}}"#, 400, "header field"),
        (#"{"request": {"method": "GET", "target": "/", "headers": ["a"]}}"#, 400, "header field"),
        (#"{"request": {"method": "PUT", "target": "/", "body": "?", "isBase64": true}}"#, 400, "base64"),
        (#"{"request": {"method": "GET", "target": "/"}, "shape": "v9"}"#, 400, "no event shape"),
        (#"{"event": "{"}"#, 400, "not JSON"), (#"{"event": "{}", "handler": "no"}"#, 400, "no handler"),
        ("{", 400, "not JSON"),
    ])
    func `invalid input is rejected with the reason`(body: String, status: Int, reason: String) async throws {
        let console = try ConsoleFixture()
        var request = Request(
            method: .post,
            path: "/_swiftlet/api/invocations",
            headers: [.contentType: "application/json"],
            body: Array(body.utf8)
        )
        request.host = "localhost"
        let response = await console.gateway.respond(to: request).response
        #expect(response.status.code == status)
        #expect(response.text.contains(reason), "\(response.text)")
        #expect(console.journal.entries.isEmpty)
    }

    @Test func `a form of another origin cannot send a request`() async throws {
        let console = try ConsoleFixture()
        for type in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=a"] {
            let headers: HTTPFields = [.contentType: type]
            let response = await console.respond(to: .post, "/_swiftlet/api/invocations", headers: headers)
            #expect(response.status == .unsupportedMediaType)
        }
        let headers: HTTPFields = [.origin: "http://evil.example"]
        #expect(await console.respond(to: .get, "/_swiftlet/api/invocations", headers: headers).status == .forbidden)
    }

    @Test(arguments: [
        ("GET", "invocations/none"), ("GET", "invocations/none/event"), ("POST", "invocations/none/again"),
        ("GET", "endpoints/none"), ("GET", "sources/none"), ("PUT", "invocations"), ("GET", "invocations/a/b/c"),
    ])
    func `what does not exist is not found`(method: String, path: String) async throws {
        let method = try #require(HTTPRequest.Method(rawValue: method))
        let response = await (try ConsoleFixture()).respond(to: method, "/_swiftlet/api/\(path)", json: [:])
        #expect(response.status == .notFound)
        #expect(response.text.contains("not found"))
    }

    @Test func `clearing removes all invocations`() async throws {
        let console = try ConsoleFixture()
        _ = try await console.send("GET", "/notes")
        #expect(await console.respond(to: .delete, "/_swiftlet/api/invocations").status == .noContent)
        #expect(try await console.call(.get, "invocations")["invocations"] == [])
    }

    @Test func `the catalog has the endpoints, and the handlers of each event source`() async throws {
        let catalog = try await (try UsersConsole()).console.call(.get, "catalog")
        let endpoints = catalog["endpoints"]?.array ?? []
        #expect(endpoints.contains { $0["name"] == "create_user" && $0["path"] == "/api/v1/users" })
        let sources = catalog["sources"]?.array ?? []
        #expect(sources.count == SampleSource.all.count)
        #expect(sources.first { $0["name"] == "sqs" }?["handlers"]?.array?.isEmpty == false)
    }

    @Test func `an endpoint has its inputs with schemas and examples`() async throws {
        let endpoint = try await (try UsersConsole()).console.call(.get, "endpoints/create_user")
        #expect(endpoint["credentials"] == [["in": "header", "name": "Authorization", "prefix": "Bearer "]])
        #expect(endpoint["body"]?["type"] == "application/json")
        #expect(endpoint["body"]?["example"]?["email"]?.string?.contains("@") == true)
        let item = try await (try UsersConsole()).console.call(.get, "endpoints/get_user")
        #expect(item["parameters"]?[0]?["in"] == "path")
        #expect(item["parameters"]?[0]?["required"] == true)
    }

    @Test(arguments: SampleSource.all.map(\.name))
    func `each event source has a sample event`(name: String) async throws {
        let event = try await (try ConsoleFixture()).call(.get, "sources/\(name)")
        #expect(event.object?.isEmpty == false || event.array?.isEmpty == false)
    }

    @Test func `subscribers receive the summary of an invocation`() async throws {
        let console = try ConsoleFixture()
        let stream = await console.respond(to: .get, "/_swiftlet/api/stream")
        #expect(stream.headers[.contentType] == "text/event-stream")
        guard case .stream(let body) = stream.body else {
            Issue.record("The response is not streamed.")
            return
        }
        _ = try await console.send("GET", "/notes")
        console.journal.removeAll()
        console.journal.close()
        let text = String(decoding: try await body.collect(), as: UTF8.self)
        #expect(text.contains("event: entry\ndata: {"))
        #expect(text.contains("\"status\":200"))
        #expect(text.contains("event: cleared\n"))
    }

    @Test func `the statements of a database are on the timeline`() async throws {
        StatementLog.enable()
        let users = try UsersConsole()
        try await users.run { console in
            let id = try #require(try await console.login())
            let details = try await console.call(.get, "invocations/\(id)")
            let items = details["timeline"]?.array ?? []
            let query = try #require(items.first { $0["label"]?.string?.contains("SELECT") == true })
            #expect(query["kind"] == "query")
            #expect(query["details"]?["rows"] != nil)
            let end = (query["start"]?.double ?? 0) + (query["milliseconds"]?.double ?? 0)
            #expect(end <= details["milliseconds"]?.double ?? 0)
        }
    }
}
