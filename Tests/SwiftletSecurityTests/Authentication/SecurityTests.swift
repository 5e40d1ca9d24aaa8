import Swiftlet
import SwiftletSecurity
import Testing

private let caller = Dependency(
    .perRequest,
    OAuth2PasswordBearer(tokenURL: "login", refreshURL: "refresh", scopes: ["a": "A", "b": "B"]),
    name: "caller"
) { token in
    // The token of these tests is its list of scopes.
    JWTClaims(other: ["scope": .string(token.revealed.replacing(",", with: " "))])
}

@Suite struct SecurityTests {
    private let app = App(title: "", version: "") {
        Endpoint(.get, "/", Query("n", Int.self), Security(caller, scopes: ["a", "b"])) { number, claims in
            "\(number) \(claims.scopes.joined(separator: "+"))"
        }
    }

    private func ask(_ token: String?, number: String = "1") async -> Response {
        var headers: HTTPFields = [:]
        headers[.authorization] = token.map { "Bearer \($0)" }
        let request = Request(path: "/", query: [QueryItem("n", number)], headers: headers)
        return await app.respond(
            to: request,
            context: Context(logger: Logger(label: "") { _ in SwiftLogNoOpLogHandler() })
        )
    }

    @Test(arguments: ["a,b", "b,c,a"]) func `a caller with all required scopes is served`(token: String) async {
        #expect(await ask(token).status == .ok)
    }

    @Test(arguments: ["a", "c", "a,B", "a,b\u{301}", "users"])
    func `a missing scope is 403 insufficient_scope`(token: String) async {
        let response = await ask(token)
        #expect(response.status == .forbidden)
        #expect(response.headers[.wwwAuthenticate] == #"Bearer error="insufficient_scope", scope="a b""#)
    }

    @Test func `the caller is checked before the other inputs`() async {
        #expect(await ask(nil, number: "x").status == .unauthorized)
        #expect(await ask("a", number: "x").status == .forbidden)
        #expect(await ask("a,b", number: "x").status == .unprocessableContent)
    }

    @Test func `scopes and the 403 are documented`() throws {
        let document = try JSON(parsing: try app.openAPIDocument())
        let operation = document["paths"]?["/"]?["get"]
        #expect(operation?["security"] == [["OAuth2PasswordBearer": ["a", "b"]]])
        #expect(operation?["responses"]?["403"]?["description"] == "Not enough permissions")
        #expect(operation?["responses"]?["401"] != nil)
        let flow: JSON = ["scopes": ["a": "A", "b": "B"], "tokenUrl": "login", "refreshUrl": "refresh"]
        #expect(
            document["components"]?["securitySchemes"]?["OAuth2PasswordBearer"]?["flows"]?["password"] == flow
        )
    }
}
