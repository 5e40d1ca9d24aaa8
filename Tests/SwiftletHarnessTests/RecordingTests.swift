import Foundation
import HTTPTypes
import Swiftlet
import SwiftletFixtures
import SwiftletJSON
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

    @Test func `a token that a later request uses is saved by the response that contains it`() {
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

    @Test func `a request does not refer to values of later responses`() {
        var recording = recording()
        let known = recording.knownValues
        add(&recording, request(.post, "/orders", body: "{}"), answer(201, ["id": 57]))
        _ = recording.add(request(.get, "/orders/57"), answer(404, [:]), known: known)
        #expect(recording.entries[1].event["rawPath"] == "/orders/57")
    }

    @Test(arguments: HTTPEventShape.all)
    func `no secret is written in any shape`(shape: HTTPEventShape) throws {
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

    /// Secrets that are recognized by their names, each at a location in a request.
    static let named: [(HTTPFields, String, JSON)] = [
        ([.cookie: "PHPSESSID=q7wZ2pLk9x"], "", [:]), ([.cookie: "connect.sid=q7wZ2pLk9x"], "", [:]),
        ([.cookie: "other-app=q7wZ2pLk9x"], "", [:]), ([HTTPField.Name("x-auth") ?? .referer: "q7wZ2pLk9x"], "", [:]),
        ([HTTPField.Name("x-hub-signature-256") ?? .referer: "q7wZ2pLk9x"], "", [:]), ([:], "sig=q7wZ2pLk9x", [:]),
        ([:], "access_key=q7wZ2pLk9x", [:]), ([:], "X-Amz-Signature=q7wZ2pLk9x", [:]),
        ([:], "X-Amz-Credential=q7wZ2pLk9x", [:]), ([:], "code=q7wZ2pLk9xq7wZ2pLk9xq7wZ2pLk9x", [:]),
        ([:], "", ["pin": "q7wZ2pLk9x"]), ([:], "", ["cvv": "q7wZ2pLk9x"]), ([:], "", ["private_key": "q7wZ2pLk9x"]),
        ([:], "", ["clientAssertion": "q7wZ2pLk9x"]), ([:], "", ["jwt": ["q7wZ2pLk9x"]]),
        ([:], "", ["userPwd": "q7wZ2pLk9x"]), ([:], "_csrf=q7wZ2pLk9x", [:]),
        ([:], "", ["verificationCode": "q7wZ2pLk9x"]), ([:], "", ["key": "q7wZ2pLk9xq7wZ2pLk9xq7wZ2pLk9x"]),
    ]

    @Test(arguments: named)
    func `further secret names are recognized`(headers: HTTPFields, query: String, body: JSON) {
        var recording = recording()
        let text = body == [:] ? "" : body.description
        let path = "/any" + (query.isEmpty ? "" : "?\(query)")
        add(&recording, request(.post, path, body: text, headers: headers), answer(200, ["echo": body]))
        for json in [recording.entries[0].event, recording.entries[0].expectation] {
            #expect(!json.description.contains("q7wZ2pLk9x"), "\(json)")
        }
    }

    @Test(arguments: [
        "author=Ada Lovelace", "country_code=DE", "code=EUR", "key=theme", "monkey=george", "pinned=yes-it-is",
        "design=modern-classic", "token_type=bearer-token", "expires_in=3600", "sort_key=created_at",
        "session_count=12", "key=6f9619ff-8b86-4d01-b42d-00cf4fc964ff", "keyboard=qwertz-layout-german",
        "root_path=/var/www", "carbon_footprint=heavy", "slot_position=front-left", "is_not_public=indeed",
        "secretary_id=12", "session_id=12", "session_title=Swift on the server", "fly_to_kenya=tomorrow-noon",
        "tokenizer=byte-pair", "object_key=uploads/2026/quarterly-report.pdf", "sort_key=user.profile.created_at",
    ])
    func `names that only resemble secret names are ignored`(query: String) throws {
        let item = try #require(QueryString.parse(query).first)
        var recording = recording()
        let body: JSON = .object([item.name: .string(item.value)])
        add(&recording, request(.post, "/any?\(query)", body: body.description), answer(200, body))
        #expect(recording.entries[0].event["body"]?.string == body.description)
        #expect(recording.entries[0].event["queryStringParameters"] == body)
        let expected = recording.entries[0].expectation["body"]?[item.name]
        #expect(expected == JSON.string(item.value) || expected == "<uuid>")
    }

    @Test func `list elements are classified by the name of the list`() {
        var recording = recording()
        add(&recording, request(.get, "/any"), answer(200, ["backup_codes": ["q7wZ2pLk9x", "x"], "tags": ["new"]]))
        let expected = recording.entries[0].expectation["body"]
        #expect(expected == ["backup_codes": ["<string>", "<string>"], "tags": ["new"]])
    }

    @Test func `a replacement preserves the kind of the secret`() throws {
        var recording = recording()
        let uuid = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"
        let body = #"{"pin":4711,"cvv":"123","otp":123456,"token_count":12,"session_id":"\#(uuid)"}"#
        add(&recording, request(.post, "/any", body: body), answer(200, ["pin": 4711]))
        let text = try #require(recording.entries[0].event["body"]?.string)
        let masked = try JSON(parsing: text)
        let (pin, otp) = (try #require(masked["pin"]?.int), try #require(masked["otp"]?.int))
        #expect(1000...9999 ~= pin && pin != 4711)
        #expect(100_000...999_999 ~= otp && otp != 123_456)
        #expect(masked["cvv"]?.string?.wholeMatch(of: /[0-9]{3}/) != nil && masked["cvv"] != "123")
        #expect(masked["token_count"] == 12)
        let id = try #require(masked["session_id"]?.string)
        #expect(Names.isUUID(id) && id != uuid && id.dropFirst(14).first == "4")
        #expect(recording.entries[0].expectation["body"]?["pin"] == "<integer>")
    }

    /// Secrets that are recognized by their format; assembled here so that secret scanners do not report them.
    static let shapes = [
        token, "AKIA" + "Q3EGRXAMPLEKEY77", "ASIA" + "Q3EGRXAMPLEKEY77",
        "ghp_" + "q7wZ2pLk9xq7wZ2pLk9xq7wZ2pLk9xq7wZ2p",
        "sk-" + "proj-q7wZ2pLk9xq7wZ2pLk9x", "sk_live_" + "q7wZ2pLk9xq7wZ2pLk9x", "xoxb-" + "123456789012-q7wZ2pLk9x",
        "-----BEGIN RSA PRIVATE " + "KEY-----\nMIIE==\n-----END RSA PRIVATE " + "KEY-----",
    ]

    @Test(arguments: shapes)
    func `a secret is recognized by its format in any location`(secret: String) throws {
        let sentence = "it is '\(secret)', they say"
        #expect(SecretFormat.ranges(in: sentence) == [7..<(7 + secret.utf8.count)])
        var recording = recording()
        let encoded = PercentCoding.encode(sentence, allowing: .queryComponent)
        let header = secret.contains("\n") ? "none" : sentence
        let body: JSON = ["note": .string(sentence), "notes": [["text": .string(secret)]]]
        add(
            &recording,
            request(.post, "/any/\(encoded)?note=\(encoded)", body: body.description, headers: [.referer: header]),
            answer(200, body, headers: ["x-note": .string(sentence), "location": .string("/\(secret)")])
        )
        let form = "note=\(encoded)"
        add(&recording, request(.post, "/any", body: form, type: "application/x-www-form-urlencoded"), answer(200, [:]))
        let unparsed = request(.post, "/any", body: "{\"note\": \"\(sentence)", type: "text/plain")
        add(&recording, unparsed, answer(200, [:]))
        for entry in recording.entries {
            for json in [entry.event, entry.expectation] {
                let text = json.description
                let decoded = PercentCoding.decode(text, plusIsSpace: true)
                for part in secret.split(separator: "\n") where part.count > 10 && !part.hasPrefix("-") {
                    #expect(!decoded.contains(part), "\(entry.name): \(decoded)")
                }
                #expect(!decoded.contains(secret) && !decoded.contains("MIIE"), "\(entry.name): \(decoded)")
            }
            #expect(!entry.name.contains("miie") && !entry.name.contains("q7wz2plk9x"))
        }
        let written = try JSON(parsing: try #require(recording.entries[0].event["body"]?.string))
        #expect(written["note"]?.string?.hasPrefix("it is '") == true)
        #expect(written["note"]?.string?.count == sentence.count)
    }

    @Test(arguments: [
        "", "eyJ", "eyJhbGciOi.x", "a.b.c", "AKIA", "AKIAtooShort", "sk-learn-pipeline-example-name", "ghp_short1",
        "-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----", "----------------------------", "1.2.3",
    ])
    func `text without the format of a secret is not masked`(text: String) {
        #expect(SecretFormat.ranges(in: text).isEmpty)
    }

    @Test func `a truncated private key is masked to its end`() {
        let text = "x -----BEGIN PRIVATE " + "KEY-----\nMIIE"
        #expect(SecretFormat.ranges(in: text) == [2..<text.utf8.count])
    }

    @Test func `an ordinary word in a cookie is masked only there`() {
        var recording = recording()
        let path = "/books/english"
        add(&recording, request(.get, path, headers: [.cookie: "lang=english"]), answer(200, ["language": "english"]))
        #expect(recording.entries[0].event["rawPath"] == "/books/english")
        #expect(recording.entries[0].event["cookies"]?[0]?.string?.contains("english") == false)
        #expect(recording.entries[0].expectation["body"]?["language"] == "english")
    }

    @Test func `a declared cookie is kept unless its name marks a secret`() {
        let app = App(title: "Shop", version: "1.0") {
            Endpoint(.get, "/shop", Cookie("theme", String.self)) { $0 }
        }
        var recording = Recording(app, shape: .httpAPI, variables: [:])
        _ = recording.add(
            request(.get, "/shop", headers: [.cookie: "theme=dark; other=light"]),
            answer(200, [:]),
            known: recording.knownValues
        )
        let cookies = recording.entries[0].event["cookies"]
        #expect(cookies?[0] == "theme=dark")
        #expect(cookies?[1]?.string?.hasPrefix("other=") == true)
        #expect(cookies?[1]?.string?.contains("light") == false)
    }

    @Test func `a value that the schema lists is never a secret`() {
        let app = App(title: "Shop", version: "1.0") {
            Endpoint(.get, "/shop", Query("auth", SampleApp.Size.self)) { _ in }
            Endpoint(.get, "/reset/{token}", Path("token", String.self)) { $0 }
        }
        var recording = Recording(app, shape: .httpAPI, variables: [:])
        _ = recording.add(request(.get, "/shop?auth=small"), answer(200, [:]), known: 0)
        #expect(recording.entries[0].event["rawQueryString"] == "auth=small")
        _ = recording.add(request(.get, "/reset/q7wZ2pLk9x"), answer(200, [:]), known: 0)
        #expect(recording.entries[1].event["rawPath"]?.string?.contains("q7wZ2pLk9x") == false)
    }

    @Test func `a secret from the environment is written as a percent-encoded reference`() {
        var recording = recording(["FIRST_PASSWORD": "Tr0ub4dor&3"])
        let type = "application/x-www-form-urlencoded"
        let login = request(.post, "/login", body: "user=ada&password=Tr0ub4dor%263", type: type)
        add(&recording, login, answer(200, [:]))
        #expect(recording.entries[0].event["body"] == "user=ada&password={{encoded env FIRST_PASSWORD}}")
        let json = request(.post, "/any", body: #"{"password": "Tr0ub4dor&3"}"#)
        add(&recording, json, answer(200, [:]))
        #expect(recording.entries[1].event["body"] == #"{"password":"{{env FIRST_PASSWORD}}"}"#)
    }

    @Test func `an unknown token is a reference if it was accepted and a replacement if it was rejected`() {
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
        // Undeclared parameters belong to another app or have no effect.
        let theme = try #require(recording.entries[1].event["cookies"]?[0]?.string)
        #expect(theme.hasPrefix("theme=") && !theme.contains("dark"))
        #expect(recording.entries[1].event["cookies"]?[1]?.string == "sid={{sid}}")
        let matcher = try #require(try Matcher(expected))
        #expect(matcher.matches("sid=other; Path=/; HttpOnly"))
        var saved = try Expectation(.string(expected)).compare("sid=other; Path=/; HttpOnly").saved
        #expect(saved["sid"] == "other")
        saved["sid"] = nil
    }

    @Test func `values that change between runs become matchers`() {
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

    @Test func `a failed function is recorded as an expected failure`() {
        var recording = recording()
        add(&recording, request(.get, "/plain"), ["errorType": "<string>", "errorMessage": "<string>"])
        #expect(recording.entries[0].expectation == ["errorType": "<string>", "errorMessage": "<string>"])
    }

    @Test func `replacements have the same length and kind and are unique`() {
        var replacements = SecretReplacements()
        let secrets = ["hunter2", "hunter3", "Correct Horse 1!", "a", "secret"]
        let texts = secrets.map { replacements.replacement(for: $0) }
        #expect(Set(texts).count == texts.count)
        for (secret, text) in zip(secrets, texts) {
            #expect(secret.count == text.count)
            #expect(secret != text)
            #expect(secret.map(\.isUppercase) == text.map(\.isUppercase))
            #expect(secret.map(\.isNumber) == text.map(\.isNumber))
            #expect(replacements.replacement(for: secret) == text)
        }
    }
}
