import Swiftlet
import SwiftletSecurity
import Synchronization
import Testing

@Suite struct EitherCredentialTests {
    private static let key = APIKey(.query("key"))
    private static let caller = Dependency(.perRequest, HTTPBearer().or(key), name: "caller") {
        credential -> JWTClaims in
        switch credential {
        case .first(let token): JWTClaims(other: ["sub": .string(token.revealed), "scope": "a"])
        case .second(let key): JWTClaims(other: ["sub": .string(key.revealed)])
        }
    }

    private let app = App(title: "", version: "") {
        Endpoint(.get, "/two", HTTPBearer().or(EitherCredentialTests.key)) { credential -> String in
            switch credential {
            case .first(let token): "token \(token.revealed)"
            case .second(let key): "key \(key.revealed)"
            }
        }
        Endpoint(.get, "/three", HTTPBasic().or(HTTPBearer()).or(EitherCredentialTests.key)) { credential -> String in
            if case .second = credential { "key" } else { "header" }
        }
        Endpoint(.get, "/maybe", HTTPBearer().or(EitherCredentialTests.key).optional()) { credential -> String in
            credential == nil ? "nobody" : "somebody"
        }
        Endpoint(.get, "/scoped", Security(EitherCredentialTests.caller, scopes: ["a"])) { _ -> String in "scoped" }
    }

    private func send(_ target: String, _ authorization: String? = nil, key: String? = nil) async -> Response {
        var request = Request(path: target, query: key.map { [QueryItem("key", $0)] } ?? [])
        request.headers[.authorization] = authorization
        return await app.respond(
            to: request,
            context: Context(logger: Logger(label: "") { _ in SwiftLogNoOpLogHandler() })
        )
    }

    private static func text(_ response: Response) -> String {
        if case .bytes(let bytes) = response.body { String(decoding: bytes, as: UTF8.self) } else { "" }
    }

    @Test func `caches do not store the response to either credential for other clients`() async {
        let runs = Mutex(0)
        let respond = { @Sendable () -> Response in
            runs.withLock { $0 += 1 }
            return Response(headers: [.cacheControl: "max-age=60"])
        }
        let app = App(title: "", version: "") {
            ResponseCache()
            Endpoint(.get, "/either", HTTPBearer().or(Self.key)) { _ in respond() }
            Endpoint(.get, "/maybe", HTTPBearer().or(Self.key).optional()) { _ in respond() }
        }
        let context = Context(logger: Logger(label: "") { _ in SwiftLogNoOpLogHandler() })
        for path in ["/either", "/maybe"] {
            let request = Request(path: path, query: [QueryItem("key", "k")])
            for _ in 0..<2 { #expect(await app.respond(to: request, context: context).status == .ok) }
        }
        #expect(runs.withLock { $0 } == 4)
    }

    @Test func `accepts either credential, and uses the first if a request has both`() async {
        #expect(await Self.text(send("/two", "Bearer t")) == #""token t""#)
        #expect(await Self.text(send("/two", key: "k")) == #""key k""#)
        #expect(await Self.text(send("/two", "Bearer t", key: "k")) == #""token t""#)
        #expect(await Self.text(send("/two", "Basic x", key: "k")) == #""key k""#)
    }

    @Test func `responds with 401 and both challenges without a credential`() async {
        let two = await send("/two", "Basic x")
        #expect(two.status == .unauthorized)
        #expect(two.headers[.wwwAuthenticate] == "Bearer, APIKey")
        let three = await send("/three")
        #expect(three.headers[.wwwAuthenticate] == #"Basic realm="api", charset="UTF-8", Bearer, APIKey"#)
        #expect(await send("/scoped").status == .unauthorized)
    }

    @Test func `both can be absent if the combination is optional`() async {
        #expect(await Self.text(send("/maybe")) == #""nobody""#)
        #expect(await Self.text(send("/maybe", key: "k")) == #""somebody""#)
    }

    @Test func `requires scopes with either credential`() async {
        #expect(await send("/scoped", "Bearer t").status == .ok)
        #expect(await send("/scoped", key: "k").status == .forbidden)
    }

    @Test func `documents alternatives as separate security requirements`() throws {
        let document = try JSON(parsing: try app.openAPIDocument())
        let security = { (path: String) in document["paths"]?[path]?["get"]?["security"] }
        #expect(security("/two") == [["HTTPBearer": []], ["APIKeyQuery": []]])
        #expect(security("/three") == [["HTTPBasic": []], ["HTTPBearer": []], ["APIKeyQuery": []]])
        #expect(security("/maybe") == [["HTTPBearer": []], ["APIKeyQuery": []], [:]])
        #expect(security("/scoped") == [["HTTPBearer": ["a"]], ["APIKeyQuery": ["a"]]])
        #expect(document["paths"]?["/two"]?["get"]?["responses"]?["401"]?["description"] == "Not authenticated")
        #expect(document["components"]?["securitySchemes"]?.object?.keys == ["HTTPBearer", "APIKeyQuery", "HTTPBasic"])
    }

    @Test func `combines alternatives with other security requirements`() throws {
        let app = App(title: "", version: "") {
            Routes(requires: [HTTPBasic()]) {
                Endpoint(.get, "/", HTTPBearer().or(Self.key)) { _ -> Int in 1 }
            }
        }
        let document = try JSON(parsing: try app.openAPIDocument())
        #expect(
            document["paths"]?["/"]?["get"]?["security"]
                == [["HTTPBasic": [], "HTTPBearer": []], ["HTTPBasic": [], "APIKeyQuery": []]]
        )
    }

    @Test func `sends equal challenges once`() async {
        let app = App(title: "", version: "") {
            Endpoint(
                .get,
                "/",
                HTTPBearer().or(Self.key).or(OAuth2PasswordBearer(tokenURL: "login")).or(HTTPBearer(name: "Other"))
            ) { _ -> Int in 1 }
        }
        let context = Context(logger: Logger(label: "") { _ in SwiftLogNoOpLogHandler() })
        let response = await app.respond(to: Request(path: "/"), context: context)
        #expect(response.status == .unauthorized)
        #expect(response.headers[.wwwAuthenticate] == "Bearer, APIKey")
    }
}
