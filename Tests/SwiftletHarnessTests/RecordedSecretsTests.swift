import Foundation
import HTTPTypes
import Swiftlet
import SwiftletFixtures
import SwiftletJSON
import Testing

@testable import SwiftletHarness

/// Tests secrets that are recognized by their location.
@Suite struct RecordedSecretsTests {
    private static let secret = "q7wZ2pLk9xq7wZ2pLk9x"

    private func record(
        _ request: Request,
        _ body: JSON = [:],
        headers: JSON = [:],
        app: App = SampleApp.app
    ) -> Recording.Entry {
        var recording = Recording(app, shape: .httpAPI, variables: [:])
        let response: JSON = ["statusCode": 200, "headers": headers, "body": .string(body.description)]
        _ = recording.add(request, response, known: 0)
        return recording.entries[0]
    }

    private func post(_ body: JSON, app: App = SampleApp.app) throws -> JSON {
        let request = Request(
            method: .post,
            path: "/any",
            headers: [.contentType: "application/json"],
            body: body.bytes
        )
        return try JSON(parsing: try #require(record(request, app: app).event["body"]?.string))
    }

    @Test(arguments: [
        "/cb?code=\(secret)", "/cb?code=\(secret)&state=1", "https://example.com/reset?token=\(secret)",
        "/app#access_token=\(secret)", "/app#/done?id_token=\(secret)", "/cb?a=b&sig=q7wZ%32pLk9x", "/cb?code=482913",
    ])
    func `a URL with a secret in its query or fragment is a matcher in an expectation`(url: String) throws {
        let body: JSON = ["next": .string(url), "count": 1]
        let headers: JSON = ["location": .string(url), "refresh": .string("0; url=\(url)")]
        let entry = record(Request(method: .get, path: "/any"), body, headers: headers)
        #expect(entry.expectation["headers"] == ["location": "<string>", "refresh": "<string>"])
        #expect(entry.expectation["body"] == ["next": "<string>", "count": 1])
        let other: JSON = [
            "statusCode": 200, "headers": ["location": "/cb?code=another", "refresh": "1"],
            "body": .string(#"{"next":"/other","count":1}"#),
        ]
        #expect(try Expectation(entry.expectation).compare(other).differences.isEmpty)
    }

    @Test(arguments: [
        "/users/1", "/search?q=code#results", "/cb?code=DE", "/list?sort_key=name&page=2", "a # b", "/?=",
    ])
    func `a URL without a secret is expected literally`(url: String) {
        #expect(!URLSecrets.areIn(url))
        let entry = record(Request(method: .get, path: "/any"), headers: ["location": .string(url)])
        #expect(entry.expectation["headers"]?["location"] == .string(url))
    }

    @Test func `the items of a URL in a request are masked by their names`() throws {
        let url = "https://example.com/cb?page=2&token=\(Self.secret)#access_token=Tr0ub4dor%263;x"
        let request = Request(
            method: .post,
            path: "/any",
            query: [QueryItem("redirect_uri", url)],
            headers: [.referer: url, .contentType: "application/json"],
            body: (["link": .string("see \(url) now")] as JSON).bytes
        )
        let event = record(request).event
        let text = PercentCoding.decode(event.description)
        #expect(!text.contains(Self.secret) && !text.contains("Tr0ub4dor"), "\(text)")
        let referer = try #require(event["headers"]?["referer"]?.string)
        #expect(referer.hasPrefix("https://example.com/cb?page=2&token="))
        #expect(referer.hasSuffix(";x"))
        let link = try JSON(parsing: try #require(event["body"]?.string))["link"]?.string
        #expect(link == "see \(referer) now")
    }

    static let nested: [JSON] = [
        ["password": ["value": "q7wZ2pLk9x"]], ["secret": ["data": "q7wZ2pLk9x"]],
        ["apiKey": ["current": ["text": "q7wZ2pLk9x"]]], ["tokens": [["value": "q7wZ2pLk9x"]]],
        ["credentials": ["username": "ada", "code": "q7wZ2pLk9x"]],
    ]

    @Test(arguments: nested)
    func `members of an object with a secret's name are masked`(body: JSON) throws {
        #expect(try !post(body).description.contains("q7wZ2pLk9x"))
        let entry = record(Request(method: .get, path: "/any"), body)
        #expect(!entry.expectation.description.contains("q7wZ2pLk9x"))
        #expect(entry.expectation.description.contains("<string>"))
    }

    @Test func `attributes of a secret in its object are kept`() throws {
        let body: JSON = [
            "token": ["type": "bearer", "expires_in": 3600, "name": "laptop"],
            "credentials": ["username": "ada-lovelace"],
        ]
        #expect(try post(body) == body)
        #expect(record(Request(method: .get, path: "/any"), body).expectation["body"] == body)
    }

    @Test func `a number in an object with a PIN's name is masked`() throws {
        let body: JSON = ["pin": ["value": 4711], "total": 4711]
        let masked = try post(body)
        #expect(masked["pin"]?["value"] != 4711 && masked["total"] == 4711)
        let expected = record(Request(method: .get, path: "/any"), body).expectation["body"]
        #expect(expected == ["pin": ["value": "<integer>"], "total": 4711])
    }

    @Test(arguments: ["sessions/12", "session_ids/keynote"])
    func `a short session id in a path is not a secret`(path: String) {
        let app = App(title: "Talks", version: "1.0") {
            Endpoint(.get, "/sessions/{session_id}", Path("session_id", String.self)) { $0 }
            Endpoint(.get, "/session_ids/{session}", Path("session", String.self)) { $0 }
        }
        let entry = record(Request(method: .get, path: "/\(path)"), app: app)
        #expect(entry.event["rawPath"]?.string == "/\(path)")
    }

    @Test(arguments: [
        "session=q7wZ2pLk9xq7wZ2pLk9x", "JSESSIONID=q7wZ2pLk9xq7wZ2pLk9x", "otp=q7wZ2pLk9x", "totp=q7wZ2pLk9x",
        "clientSecret=q7wZ2pLk9x", "accesstoken=q7wZ2pLk9x", "id_tokens=q7wZ2pLk9x", "client_assertion=q7wZ2pLk9x",
    ])
    func `secret names are recognized by their words`(query: String) throws {
        let item = try #require(QueryString.parse(query).first)
        #expect(Names.isSecret(item.name, item.value))
    }

    @Test func `a cookie set by the app is saved even if it is short`() throws {
        var recording = Recording(SampleApp.app, shape: .httpAPI, variables: [:])
        let given: JSON = ["statusCode": 204, "cookies": ["theme=dark; Path=/", "visits=3", "mode=dark"]]
        _ = recording.add(Request(method: .post, path: "/any"), given, known: 0)
        let cookies: HTTPFields = [.cookie: "theme=dark; visits=3; mode=dark; other=dark"]
        let second = Request(method: .get, path: "/any", headers: cookies)
        _ = recording.add(second, ["statusCode": 204], known: recording.knownValues)
        let sent = try #require(recording.entries[1].event["cookies"]?.array)
        #expect(sent.dropLast() == ["theme={{theme}}", "visits={{visits}}", "mode={{mode}}"])
        let other = try #require(sent.last?.string)
        #expect(other.hasPrefix("other=") && !other.contains("dark"))
        let expected = try #require(recording.entries[0].expectation["cookies"]?[0]?.string)
        #expect(expected == "<save theme regex theme=([^;]*); Path=/>")
    }

    @Test(arguments: [
        (12, 1000), (4, 300),
    ])
    func `replacements are unique and deterministic`(length: Int, count: Int) {
        let secrets = (0..<count)
            .map { number in
                let digits = "\(number)"
                return String(repeating: "a", count: length - digits.count) + digits
            }
        var (first, second) = (SecretReplacements(), SecretReplacements())
        let texts = secrets.map { first.replacement(for: $0) }
        #expect(Set(texts).count == count)
        #expect(secrets.map { second.replacement(for: $0) } == texts)
    }

    @Test func `in a body that is not JSON only the value after the name is masked`() throws {
        let body = #"{"pin": "1", "count": "11", "password": "a\"1b", "note": "a1" "#
        let request = Request(
            method: .post,
            path: "/any",
            headers: [.contentType: "text/plain"],
            body: Array(body.utf8)
        )
        let text = try #require(record(request).event["body"]?.string)
        #expect(text.hasPrefix(#"{"pin": ""#) && !text.hasPrefix(#"{"pin": "1""#))
        #expect(text.contains(#"", "count": "11", "password": ""#))
        #expect(text.hasSuffix(#"", "note": "a1" "#))
        #expect(!text.contains("1b"))
    }
}
