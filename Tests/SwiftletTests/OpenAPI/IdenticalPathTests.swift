import Logging
import Swiftlet
import Synchronization
import Testing

@Suite struct IdenticalPathTests {
    /// Collects log messages.
    private final class Messages: Sendable {
        let all = Mutex<[String]>([])
    }

    private static func document(@AppBuilder _ components: () -> AppComponents) throws -> JSON {
        try JSON(parsing: App(title: "", version: "", components).openAPIDocument())
    }

    @Test func `paths that differ only in parameter names are one path, with the names of the first`() throws {
        let document = try Self.document {
            Endpoint(.get, "/items/{id}/parts/{part}", Path("id", Int.self), Path("part", Int.self)) { $0 + $1 }
            Endpoint(.delete, "/items/{part}/parts/{id}", Path("part", Int.self), Query("id", Int.self)) { _, _ in }
        }
        #expect(document["paths"]?.object?.keys == ["/items/{id}/parts/{part}"])
        let item = document["paths"]?["/items/{id}/parts/{part}"]
        #expect(item?.object?.keys == ["get", "delete"])
        let parameters = item?["delete"]?["parameters"]?.array ?? []
        #expect(
            parameters.map { "\($0["in"]?.string ?? "") \($0["name"]?.string ?? "")" } == [
                "path id", "query id", "path part",
            ]
        )
    }

    @Test func `a catch-all route shares its path with a parameter route of another method`() throws {
        let document = try Self.document {
            Endpoint(.get, "/files/{name}", Path("name", String.self)) { $0 }
            Endpoint(.put, "/files/{path:path}", Path("path", String.self)) { $0 }
        }
        #expect(document["paths"]?.object?.keys == ["/files/{name}"])
        #expect(document["paths"]?["/files/{name}"]?["put"]?["parameters"]?.array?.first?["name"] == "name")
    }

    @Test func `a catch-all route is not documented if a parameter route has the same method`() async throws {
        let app = App(title: "", version: "") {
            Endpoint(.get, "/files/{path:path}", operationID: "rest", Path("path", String.self)) { "rest \($0)" }
                .callback(Webhook("read"), to: "{$url}")
            Endpoint(.get, "/files/{name}", operationID: "one", Path("name", String.self)) { "one \($0)" }
            Endpoint(.put, "/files/{path:path}", operationID: "put", Path("path", String.self)) { $0 }
            OpenAPIRoutes()
        }
        try await app.start()
        #expect(await app.ask(.get, "/files/a").text == #""one a""#)
        #expect(await app.ask(.get, "/files/a/b").text == #""rest a/b""#)
        let document = try JSON(parsing: await app.ask(.get, "/openapi.json").text)
        #expect(document["paths"]?.object?.keys == ["/files/{name}"])
        #expect(document["paths"]?["/files/{name}"]?["get"]?["operationId"] == "one")
        #expect(document["paths"]?["/files/{name}"]?["put"]?["operationId"] == "put")
    }

    @Test func `an omitted route is logged once, unless it is undocumented`() async throws {
        let one = Endpoint(.get, "/files/{name}", operationID: "one", Path("name", String.self)) { $0 }
        let rest = Endpoint(.get, "/files/{path:path}", operationID: "rest", Path("path", String.self)) { $0 }
        for (route, count) in [(rest, 1), (rest.undocumented(), 0)] {
            let messages = Messages()
            let log = MessageLog { message in messages.all.withLock { $0.append(message) } }
            let context = Context(logger: Logger(label: "") { _ in log })
            let app = App(title: "", version: "") {
                one
                route
                OpenAPIRoutes()
            }
            for _ in 1...2 {
                let response = await app.respond(to: Request(path: "/openapi.json"), context: context)
                #expect(response.status == .ok)
            }
            let logged = messages.all.withLock { $0 }
            #expect(logged.count { $0.contains("GET /files/{path:path} (rest)") } == count)
        }
    }

    @Test func `tags of nested groups are listed once, in order`() throws {
        let document = try Self.document {
            Routes("/a", tags: ["b", "a"]) {
                Routes("/b", tags: ["a", "c", "b"]) {
                    Endpoint(.get, "/c", tags: ["c", "d"]) { 1 }
                }
            }
        }
        #expect(document["paths"]?["/a/b/c"]?["get"]?["tags"] == ["b", "a", "c", "d"])
        #expect(document["tags"]?.array?.compactMap { $0["name"]?.string } == ["b", "a", "c", "d"])
    }

    @Test(arguments: [
        ("read_item", "Read Item"), ("readItem", "Read Item"), ("read-item-2", "Read Item 2"), ("plant", "Plant"),
        ("getURLPath", "Get Url Path"),
    ])
    func `the summary defaults to a title derived from the operation ID`(id: String, summary: String) throws {
        let document = try Self.document { Endpoint(.get, "/", operationID: id) { 1 } }
        #expect(document["paths"]?["/"]?["get"]?["summary"] == .string(summary))
    }

    @Test func `an explicit summary is kept, and without an operation ID there is none`() throws {
        let document = try Self.document {
            Endpoint(.get, "/one", operationID: "read_one", summary: "get it") { 1 }
            Endpoint(.get, "/two") { 1 }
        }
        #expect(document["paths"]?["/one"]?["get"]?["summary"] == "get it")
        #expect(document["paths"]?["/two"]?["get"]?["summary"] == nil)
    }
}
