import Swiftlet
import SwiftletSecurity
import Testing

private func app(_ endpoint: Endpoint) -> App {
    App(title: "", version: "") { endpoint }
}

private func send(_ app: App, _ headers: HTTPFields, query: [QueryItem] = []) async -> Response {
    let request = Request(path: "/", query: query, headers: headers)
    return await app.respond(to: request, context: Context(logger: Logger(label: "") { _ in SwiftLogNoOpLogHandler() }))
}

private func text(_ response: Response) -> String {
    if case .bytes(let bytes) = response.body { String(decoding: bytes, as: UTF8.self) } else { "" }
}

@Suite struct CredentialTests {
    @Test(arguments: [
        ("Bearer abc", "abc"), ("bearer abc", "abc"), ("BEARER   abc", "abc"), ("Bearer abc  ", "abc"), ("Bearer", nil),
        ("Bearer ", nil), ("Bearer a b", nil), ("Basic abc", nil), ("abc", nil), ("", nil),
    ])
    func `parses bearer tokens`(field: String, token: String?) async {
        let app = app(Endpoint(.get, "/", OAuth2PasswordBearer(tokenURL: "login")) { $0.revealed })
        let response = await send(app, [.authorization: field])
        if let token {
            #expect(text(response) == "\"\(token)\"")
        } else {
            #expect(response.status == .unauthorized)
            #expect(response.headers[.wwwAuthenticate] == "Bearer")
            #expect(text(response) == #"{"detail":"Not authenticated"}"#)
        }
    }

    @Test func `ignores repeated Authorization fields`() async {
        let app = app(Endpoint(.get, "/", HTTPBearer()) { $0.revealed })
        var headers: HTTPFields = [.authorization: "Bearer a"]
        headers.append(HTTPField(name: .authorization, value: "Bearer b"))
        #expect(await send(app, headers).status == .unauthorized)
    }

    @Test(arguments: [
        ("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==", "Aladdin open sesame"), ("basic dGVzdDoxMjPCow==", "test 123£"),
        ("Basic YTpiOmM=", "a b:c"), ("Basic Og==", " "), ("Basic YWJj", nil), ("Basic !!!!", nil), ("Basic /w==", nil),
        ("Basic YQBiOmM=", nil), ("Bearer YTpi", nil), ("Basic YTrMgWI=", "a \u{301}b"),
    ])
    func `parses usernames and passwords`(field: String, login: String?) async {
        let app = app(Endpoint(.get, "/", HTTPBasic(realm: "a \"b\"")) { "\($0.username) \($0.password.revealed)" })
        let response = await send(app, [.authorization: field])
        if let login {
            #expect(text(response) == "\"\(login)\"")
        } else {
            #expect(response.status == .unauthorized)
            #expect(response.headers[.wwwAuthenticate] == #"Basic realm="a \"b\"", charset="UTF-8""#)
        }
    }

    @Test func `reads API keys from a header, a query and a cookie`() async {
        let header = app(Endpoint(.get, "/", APIKey(.header(.init("X-Key")!))) { $0.revealed })
        #expect(text(await send(header, [.init("x-key")!: "k"])) == "\"k\"")
        #expect(await send(header, [:]).headers[.wwwAuthenticate] == "APIKey")
        let query = app(Endpoint(.get, "/", APIKey(.query("key"))) { $0.revealed })
        #expect(text(await send(query, [:], query: [QueryItem("key", "k")])) == "\"k\"")
        #expect(await send(query, [:], query: [QueryItem("key", "")]).status == .unauthorized)
        let cookie = app(Endpoint(.get, "/", APIKey(.cookie("key"))) { $0.revealed })
        #expect(text(await send(cookie, [.cookie: "a=b; key=k"])) == "\"k\"")
    }

    @Test func `an optional credential can be absent`() async {
        let app = app(Endpoint(.get, "/", HTTPBearer().optional()) { $0?.revealed ?? "nobody" })
        #expect(text(await send(app, [:])) == "\"nobody\"")
        #expect(text(await send(app, [.authorization: "Bearer a"])) == "\"a\"")
    }

    @Test func `responds with 403 and the names of missing scopes`() throws {
        let claims = JWTClaims(other: ["scope": "users:read items:read"])
        try claims.require(scopes: ["users:read"])
        let error = try #require(#expect(throws: HTTPError.self) { try claims.require(scopes: ["users:write"]) })
        #expect(error.status == .forbidden)
        #expect(error.headers[.wwwAuthenticate] == #"Bearer error="insufficient_scope", scope="users:write""#)
    }

    @Test func `documents each credential in OpenAPI`() throws {
        let app = app(
            Endpoint(.get, "/", OAuth2PasswordBearer(tokenURL: "login", scopes: ["a": "b"])) { _ in "" }
        )
        let document = try JSON(parsing: try app.openAPIDocument())
        let flow: JSON = ["scopes": ["a": "b"], "tokenUrl": "login"]
        #expect(
            document["components"]?["securitySchemes"]?["OAuth2PasswordBearer"]
                == ["type": "oauth2", "flows": ["password": flow]]
        )
        #expect(document["paths"]?["/"]?["get"]?["security"] == [["OAuth2PasswordBearer": []]])
        #expect(document["paths"]?["/"]?["get"]?["responses"]?["401"] != nil)
    }

    @Test func `documents the authorization code flow`() throws {
        let token = OAuth2AuthorizationCodeBearer(
            authorizationURL: "https://login.example.com/authorize",
            tokenURL: "https://login.example.com/token",
            refreshURL: "https://login.example.com/refresh",
            scopes: ["notes": "Read and write notes"]
        )
        let document = try JSON(parsing: try app(Endpoint(.get, "/", token) { _ in "" }).openAPIDocument())
        let flow: JSON = [
            "scopes": ["notes": "Read and write notes"],
            "authorizationUrl": "https://login.example.com/authorize",
            "refreshUrl": "https://login.example.com/refresh",
            "tokenUrl": "https://login.example.com/token",
        ]
        #expect(
            document["components"]?["securitySchemes"]?["OAuth2AuthorizationCodeBearer"]
                == ["type": "oauth2", "flows": ["authorizationCode": flow]]
        )
        #expect(document["paths"]?["/"]?["get"]?["security"] == [["OAuth2AuthorizationCodeBearer": []]])
    }
}
