import Swiftlet
import Testing

@Suite struct IdenticalPathTests {
    private static func document(@AppBuilder _ components: () -> [any AppComponent]) throws -> JSON {
        try JSON(parsing: App(title: "", version: "", components).openAPIDocument())
    }

    @Test func `paths that differ only in a parameter's name are one path, with the name of the first`() throws {
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

    @Test func `a route for the rest is one path with a parameter of another method`() throws {
        let document = try Self.document {
            Endpoint(.get, "/files/{name}", Path("name", String.self)) { $0 }
            Endpoint(.put, "/files/{path:path}", Path("path", String.self)) { $0 }
        }
        #expect(document["paths"]?.object?.keys == ["/files/{name}"])
        #expect(document["paths"]?["/files/{name}"]?["put"]?["parameters"]?.array?.first?["name"] == "name")
    }

    @Test func `a route for the rest beside a parameter of the same method is an error at start`() async {
        let one = Endpoint(.get, "/files/{name}", operationID: "one", Path("name", String.self)) { $0 }
        let rest = Endpoint(.get, "/files/{path:path}", operationID: "rest", Path("path", String.self)) { $0 }
        let error = await #expect(throws: AppError.self) {
            try await App(title: "", version: "") {
                one
                rest
            }
            .start()
        }
        #expect(
            error?.faults == [
                """
                The routes GET /files/{name} (one) and GET /files/{path:path} (rest) have the same path in OpenAPI: leave \
                one of them out of the document with `undocumented()`.
                """
            ]
        )
        await #expect(throws: Never.self) {
            try await App(title: "", version: "") {
                one
                rest.undocumented()
            }
            .start()
        }
    }

    @Test func `tags of nested groups are listed once, in their order`() throws {
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
    func `an endpoint without a summary has one made from its operation id`(id: String, summary: String) throws {
        let document = try Self.document { Endpoint(.get, "/", operationID: id) { 1 } }
        #expect(document["paths"]?["/"]?["get"]?["summary"] == .string(summary))
    }

    @Test func `a summary stays as it is, and without an operation id there is none`() throws {
        let document = try Self.document {
            Endpoint(.get, "/one", operationID: "read_one", summary: "get it") { 1 }
            Endpoint(.get, "/two") { 1 }
        }
        #expect(document["paths"]?["/one"]?["get"]?["summary"] == "get it")
        #expect(document["paths"]?["/two"]?["get"]?["summary"] == nil)
    }
}
