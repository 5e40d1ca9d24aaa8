import Swiftlet
import SwiftletSecurity
import Testing

private let caller = Dependency(
    .perRequest,
    OAuth2PasswordBearer(tokenURL: "login", refreshURL: "refresh", scopes: ["a": "A", "b": "B"]),
    name: "caller"
) { token in
    // In these tests, a token is its list of scopes.
    JWTClaims(other: ["scope": .string(token.revealed.replacing(",", with: " "))])
}

@Suite struct SecurityTests {
    private let app = App(title: "", version: "") {
        Endpoint(.get, "/", Query("n", Int.self), Security(caller, scopes: ["a", "b"])) { number, claims in
            "\(number) \(claims.scopes.joined(separator: "+"))"
        }
    }

    private func send(_ token: String?, number: String = "1") async -> Response {
        var headers: HTTPFields = [:]
        headers[.authorization] = token.map { "Bearer \($0)" }
        let request = Request(path: "/", query: [QueryItem("n", number)], headers: headers)
        return await app.respond(
            to: request,
            context: Context(logger: Logger(label: "") { _ in SwiftLogNoOpLogHandler() })
        )
    }

    @Test(arguments: ["a,b", "b,c,a"]) func `accepts a caller with all required scopes`(token: String) async {
        #expect(await send(token).status == .ok)
    }

    @Test(arguments: ["a", "c", "a,B", "a,b\u{301}", "users"])
    func `responds with 403 insufficient_scope to a missing scope`(token: String) async {
        let response = await send(token)
        #expect(response.status == .forbidden)
        #expect(response.headers[.wwwAuthenticate] == #"Bearer error="insufficient_scope", scope="a b""#)
    }

    @Test func `authenticates the caller before validating other inputs`() async {
        #expect(await send(nil, number: "x").status == .unauthorized)
        #expect(await send("a", number: "x").status == .forbidden)
        #expect(await send("a,b", number: "x").status == .unprocessableContent)
    }

    @Test func `documents the scopes and the 403`() throws {
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
