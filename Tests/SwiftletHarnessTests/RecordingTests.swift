import Foundation
import HTTPTypes
import Swiftlet
import SwiftletJSON
import SwiftletTesting
import Testing

@testable import SwiftletHarness

@Suite struct RecordingTests {
    private static let token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl"

    private func recording(_ variables: [String: String] = [:], _ shape: HTTPEventShape = .httpAPI) -> Recording {
        Recording(SampleApp.app, shape: shape, variables: variables)
    }

    private func request(
        _ method: HTTPRequest.Method,
        _ path: String,
        body: String = "",
        type: String? = "application/json",
        headers: HTTPFields = [:]
    ) -> Request {
        let parts = path.split(separator: "?", maxSplits: 1).map(String.init)
        var request = Request(
            method: method,
            path: parts[0],
            query: parts.count > 1 ? QueryString.parse(parts[1]) : [],
            headers: headers,
            body: Array(body.utf8)
        )
        request.headers[.contentType] = body.isEmpty ? nil : type
        return request
    }

    private func answer(_ status: Int, _ body: JSON, headers: JSON = [:]) -> JSON {
        ["statusCode": .integer(status), "headers": headers, "body": .string(body.description)]
    }

    @discardableResult
    private func add(_ recording: inout Recording, _ request: Request, _ answer: JSON) -> [Int] {
        recording.add(request, answer, known: recording.knownValues)
    }

    @Test func `a token that a later request uses is saved where it was given`() {
        var recording = recording()
        add(&recording, request(.post, "/tokens"), answer(200, ["access_token": .string(Self.token)]))
        #expect(recording.entries[0].expectation["body"]?["access_token"] == "<jwt>")
        let bearer: HTTPFields = [.authorization: "Bearer \(Self.token)"]
        let changed = add(&recording, request(.get, "/plain", headers: bearer), answer(204, nil))
        #expect(changed == [0, 1])
        #expect(recording.entries[0].expectation["body"]?["access_token"] == "<save token jwt>")
        #expect(recording.entries[1].event["headers"]?["authorization"] == "Bearer {{token}}")
    }

    @Test func `an id is saved when a path, a query or a body uses it`() throws {
        var recording = recording()
        add(&recording, request(.post, "/orders", body: "{}"), answer(201, ["id": 57, "count": 57]))
        add(&recording, request(.get, "/orders/57?order_id=57&page=57"), answer(200, ["id": 57, "user_id": 3]))
        add(&recording, request(.put, "/x", body: #"{"order_id": 57, "count": 57}"#), answer(200, [:]))
        let first = recording.entries[0].expectation["body"]
        #expect(first == ["id": "<save order_id integer>", "count": 57])
        #expect(recording.entries[1].event["rawPath"] == "/orders/{{order_id}}")
        #expect(recording.entries[1].event["rawQueryString"] == "order_id={{order_id}}&page=57")
        #expect(recording.entries[1].expectation["body"] == ["id": "{{order_id}}", "user_id": "<integer>"])
        #expect(recording.entries[2].event["body"] == #"{"order_id":{{order_id}},"count":57}"#)
        #expect(recording.entries.map(\.name) == ["0001-post-orders", "0002-get-orders-57", "0003-put-x"])
    }

    @Test func `what was answered after a request came is not used by it`() {
        var recording = recording()
        let known = recording.knownValues
        add(&recording, request(.post, "/orders", body: "{}"), answer(201, ["id": 57]))
        _ = recording.add(request(.get, "/orders/57"), answer(404, [:]), known: known)
        #expect(recording.entries[1].event["rawPath"] == "/orders/57")
    }

    @Test(arguments: HTTPEventShape.all)
    func `no secret is written, in any shape`(shape: HTTPEventShape) throws {
        var recording = recording([:], shape)
        let form = "user=ada&password=Tr0ub4dor%263"
        let type = "application/x-www-form-urlencoded"
        add(&recording, request(.post, "/login", body: form, type: type), answer(401, ["detail": "No"]))
        add(&recording, request(.post, "/any", body: #"{"password": "Tr0ub4dor&3", "a": 1}"#), answer(200, [:]))
        add(&recording, request(.post, "/any", body: #"{"password": "Tr0ub4dor&3", "#), answer(422, [:]))
        add(&recording, request(.get, "/any?api_key=Tr0ub4dor%263"), answer(200, ["echo": "it is Tr0ub4dor&3"]))
        add(
            &recording,
            request(.get, "/any", headers: [.authorization: "Bearer Tr0ub4dor&3", .cookie: "session=Tr0ub4dor&3"]),
            answer(401, [:])
        )
        let multipart = "--b\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\nTr0ub4dor&3\r\n--b--\r\n"
        let mixed = request(.post, "/upload", body: multipart, type: "multipart/form-data; boundary=b")
        add(&recording, mixed, answer(422, [:]))
        for entry in recording.entries {
            for json in [entry.event, entry.expectation] {
                let text = json.description
                #expect(!text.contains("Tr0ub4dor"), "\(entry.name): \(text)")
                let body = json["body"]?.string ?? ""
                let decoded = json["isBase64Encoded"] == true ? Base64.decode(body) ?? [] : []
                #expect(!String(decoding: decoded, as: UTF8.self).contains("Tr0ub4dor"))
            }
        }
    }

    @Test func `a secret of the environment is named, and percent-encoded where it must be`() {
        var recording = recording(["FIRST_PASSWORD": "Tr0ub4dor&3"])
        let type = "application/x-www-form-urlencoded"
        let login = request(.post, "/login", body: "user=ada&password=Tr0ub4dor%263", type: type)
        add(&recording, login, answer(200, [:]))
        #expect(recording.entries[0].event["body"] == "user=ada&password={{encoded env FIRST_PASSWORD}}")
        let json = request(.post, "/any", body: #"{"password": "Tr0ub4dor&3"}"#)
        add(&recording, json, answer(200, [:]))
        #expect(recording.entries[1].event["body"] == #"{"password":"{{env FIRST_PASSWORD}}"}"#)
    }

    @Test func `a token nobody gave is named if it was taken, and made up if it was not`() {
        var recording = recording()
        let bearer: HTTPFields = [.authorization: "Bearer abcdefghijklmnop"]
        add(&recording, request(.get, "/plain", headers: bearer), answer(204, nil))
        #expect(recording.entries[0].event["headers"]?["authorization"] == "Bearer {{env TOKEN}}")
        let wrong: HTTPFields = [.authorization: "Bearer wrong-token-here"]
        add(&recording, request(.get, "/plain", headers: wrong), answer(401, nil))
        let written = recording.entries[1].event["headers"]?["authorization"]?.string ?? ""
        #expect(written.hasPrefix("Bearer ") && !written.contains("{{") && !written.contains("wrong"))
        #expect(written.count == "Bearer wrong-token-here".count)
    }

    @Test func `a cookie is saved by its value`() throws {
        var recording = recording()
        let given = answer(204, nil, headers: [:])
            .setting(["sid=abc123def456; Path=/; HttpOnly"], at: [.name("cookies")])
        add(&recording, request(.post, "/session"), try #require(given))
        add(&recording, request(.get, "/plain", headers: [.cookie: "theme=dark; sid=abc123def456"]), answer(204, nil))
        let expected = try #require(recording.entries[0].expectation["cookies"]?[0]?.string)
        #expect(expected == "<save sid regex sid=([^;]*); Path=/; HttpOnly>")
        #expect(recording.entries[1].event["cookies"] == ["theme=dark", "sid={{sid}}"])
        let matcher = try #require(try Matcher(expected))
        #expect(matcher.matches("sid=other; Path=/; HttpOnly"))
        var saved = try Expectation(.string(expected)).compare("sid=other; Path=/; HttpOnly").saved
        #expect(saved["sid"] == "other")
        saved["sid"] = nil
    }

    @Test func `what differs each time is a matcher`() {
        var recording = recording()
        let headers: JSON = [
            "date": "Mon, 23 Nov 2026 18:49:21 GMT", "x-request-id": "abc", "ratelimit-remaining": "98",
            "etag": "\"x\"", "content-type": "application/json", "location": "/orders/57/items",
        ]
        let now = Int(Date().timeIntervalSince1970)
        let body: JSON = [
            "id": 57, "at": .integer(now), "at_ms": .integer(now * 1000), "token_type": "bearer", "total": 3,
            "items": [["id": 1], ["id": 2]], "token": "opaque-token-value",
        ]
        add(&recording, request(.post, "/orders", body: "{}"), answer(201, body, headers: headers))
        let expected = recording.entries[0].expectation
        #expect(
            expected["headers"] == [
                "date": "<string>", "x-request-id": "<string>", "ratelimit-remaining": "<regex [0-9]+>",
                "etag": "<string>", "content-type": "application/json", "location": "<regex /orders/[^/]+/items>",
            ]
        )
        #expect(
            expected["body"] == [
                "id": "<integer>", "at": "<integer>", "at_ms": "<integer>", "token_type": "bearer", "total": 3,
                "items": [["id": "<integer>"], ["id": "<integer>"]], "token": "<string>",
            ]
        )
    }

    @Test func `a function that failed is expected to fail`() {
        var recording = recording()
        add(&recording, request(.get, "/plain"), ["errorType": "<string>", "errorMessage": "<string>"])
        #expect(recording.entries[0].expectation == ["errorType": "<string>", "errorMessage": "<string>"])
    }

    @Test func `stand-ins are alike in length and kind, and differ from each other`() {
        var standIns = StandIns()
        let secrets = ["hunter2", "hunter3", "Correct Horse 1!", "a", "secret"]
        let texts = secrets.map { standIns.standIn(for: $0) }
        #expect(Set(texts).count == texts.count)
        for (secret, text) in zip(secrets, texts) {
            #expect(secret.count == text.count)
            #expect(secret != text)
            #expect(secret.map(\.isUppercase) == text.map(\.isUppercase))
            #expect(secret.map(\.isNumber) == text.map(\.isNumber))
            #expect(standIns.standIn(for: secret) == text)
        }
    }
}
