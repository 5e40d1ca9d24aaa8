import Swiftlet
import SwiftletSecurity
import Testing

@Suite struct SecuritySchemeTests {
    private static let field = HTTPField.Name("X-Key") ?? .via

    @Test func `conflicting definitions of a scheme are a startup error`() async {
        let conflict = ["The security scheme `key` has conflicting definitions: rename one of them."]
        let header = APIKey(.header(Self.field), name: "key")
        let query = APIKey(.query("key"), name: "key")
        let caller = Dependency(.perRequest, query, name: "caller") { $0.revealed }
        let apps = [
            App(title: "", version: "") { Endpoint(.get, "/", header.or(query)) { _ -> Int in 1 } },
            App(title: "", version: "") {
                Endpoint(.get, "/a", header) { _ -> Int in 1 }
                Endpoint(.get, "/b", query.optional()) { _ -> Int in 1 }
                Endpoint(.get, "/c", header) { _ -> Int in 1 }
            },
            App(title: "", version: "") {
                Routes(requires: [header]) { Endpoint(.get, "/", Inject(caller)) { $0 } }
            },
            App(title: "", version: "") {
                Endpoint(.get, "/", header) { _ -> Int in 1 }
                Webhook("sold", query)
            },
        ]
        for app in apps {
            let error = await #expect(throws: AppError.self) { try await app.start() }
            #expect(error?.faults == conflict)
        }
    }

    @Test func `equal or undocumented definitions are not an error`() async throws {
        let app = App(title: "", version: "") {
            Endpoint(.get, "/a", HTTPBearer()) { _ -> Int in 1 }
            Endpoint(.get, "/b", HTTPBearer().optional()) { _ -> Int in 1 }
            Endpoint(.get, "/c", HTTPBearer(format: "JWT")) { _ -> Int in 1 }.undocumented()
        }
        try await app.start()
    }

    @Test func `API keys in different locations have different default names`() throws {
        let app = App(title: "", version: "") {
            Endpoint(.get, "/", APIKey(.header(Self.field)).or(APIKey(.query("key"))).or(APIKey(.cookie("key")))) {
                _ -> Int in 1
            }
        }
        let schemes = try JSON(parsing: try app.openAPIDocument())["components"]?["securitySchemes"]
        #expect(schemes?["APIKeyHeader"] == ["type": "apiKey", "in": "header", "name": "X-Key"])
        #expect(schemes?["APIKeyQuery"] == ["type": "apiKey", "in": "query", "name": "key"])
        #expect(schemes?["APIKeyCookie"] == ["type": "apiKey", "in": "cookie", "name": "key"])
    }
}
