import HTTPTypes
import Swiftlet
import SwiftletJSON
import Testing

@testable import SwiftletHarness

@Suite(.timeLimit(.minutes(5))) struct ConsoleSecretsTests {
    private static let token = "an-opaque-credential-0123"
    private static let password = "hunter2-hunter2"

    private var app: App {
        App(title: "", version: "") {
            Endpoint(.post, "/login", RequestInfo(), Invocation()) { request, context in
                context.logger.info("Login with \(Self.password)", metadata: ["api_key": "key-0123456789"])
                var response = Response.json((["access_token": .string(Self.token), "name": "ada"] as JSON).bytes)
                response.headers[.setCookie] = "session=\(Self.token); Path=/; HttpOnly"
                return response
            }
        }
    }

    private func send(_ console: ConsoleFixture) async throws -> String {
        let id = try await console.send(
            "POST",
            "/login?api_key=\(Self.token)&page=2",
            headers: [
                ("Authorization", "Bearer \(Self.token)"), ("Cookie", "theme=\(Self.token)"),
                ("X-Api-Key", Self.token), ("Content-Type", "application/json"),
            ],
            body: (["user": "ada", "password": .string(Self.password)] as JSON).description
        )
        return try #require(id)
    }

    @Test func `secrets are masked in all parts`() async throws {
        let console = try ConsoleFixture(app)
        let id = try await send(console)
        let overview = try await console.call(.get, "invocations").description
        let details = try await console.call(.get, "invocations/\(id)")
        var texts = [overview, details.description]
        for shape in HTTPEventShape.all {
            texts.append(try await console.call(.get, "invocations/\(id)/event?shape=\(shape)").description)
        }
        for text in texts {
            for secret in [Self.token, Self.password, "key-0123456789"] {
                #expect(!text.contains(secret), "\(text)")
            }
        }
        let headers = details["request"]?["headers"]?.array ?? []
        let lines = headers.map { "\($0[0]?.string?.lowercased() ?? ""): \($0[1]?.string ?? "")" }
        #expect(lines.contains("authorization: Bearer ******"))
        #expect(lines.contains("cookie: theme=******"))
        #expect(details["request"]?["target"] == "/login?api_key=******&page=2")
        #expect(details["request"]?["body"]?["text"] == #"{"user":"ada","password":"******"}"#)
        #expect(details["response"]?["body"]?["text"] == #"{"access_token":"******","name":"ada"}"#)
        let cookies = details["response"]?["headers"]?.array?.filter { $0[0]?.string?.lowercased() == "set-cookie" }
        #expect(cookies?.first?[1] == "session=******; Path=/; HttpOnly")
        #expect(details["logs"]?.array?.contains { $0["message"] == "Login with ******" } == true)
    }

    @Test func `secrets are shown on request, as curl and the editor need them`() async throws {
        let console = try ConsoleFixture(app)
        let id = try await send(console)
        let details = try await console.call(.get, "invocations/\(id)?secrets=shown")
        #expect(details["showsSecrets"] == true)
        #expect(
            details["request"]?["headers"]?.array?.contains(["authorization", .string("Bearer \(Self.token)")]) == true
        )
        #expect(details["request"]?["body"]?["text"]?.string?.contains(Self.password) == true)
        #expect(try await console.call(.get, "token")["token"] == .string(Self.token))
    }

    @Test func `a secret number is masked as text`() async throws {
        let console = try ConsoleFixture(app)
        let headers = [("Content-Type", "application/json")]
        let id = try #require(try await console.send("POST", "/login", headers: headers, body: #"{"pin":1234}"#))
        let details = try await console.call(.get, "invocations/\(id)")
        #expect(details["request"]?["body"]?["text"] == #"{"pin":"******"}"#)
    }

    @Test func `a long body is cut until secrets are shown`() async throws {
        let console = try ConsoleFixture(app)
        let text = String(repeating: "a", count: InvocationView.maximumBodyBytes + 1)
        let id = try #require(
            try await console.send("POST", "/login", headers: [("Content-Type", "text/plain")], body: text)
        )
        let masked = try await console.call(.get, "invocations/\(id)")["request"]?["body"]
        #expect(masked?["isCut"] == true)
        #expect(masked?["text"]?.string?.utf8.count == InvocationView.maximumBodyBytes)
        let shown = try await console.call(.get, "invocations/\(id)?secrets=shown")["request"]?["body"]
        #expect(shown?["text"] == .string(text))
    }
}
