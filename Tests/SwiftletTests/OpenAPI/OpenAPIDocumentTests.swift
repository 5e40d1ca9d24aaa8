import Swiftlet
import Testing

@Suite struct OpenAPIDocumentTests {
    /// An operation with its path and method.
    private struct Operation {
        let path: String
        let method: String
        let object: JSON
        var parameters: [JSON] { object["parameters"]?.array ?? [] }
    }

    private let document: JSON

    init() throws {
        self.document = try JSON(parsing: OpenAPIFixture.app().openAPIDocument())
    }

    // MARK: - All documents

    @Test func `the document has its version, title and description`() {
        #expect(document["openapi"] == "3.1.0")
        #expect(document["info"] == ["title": "Things", "version": "1.2", "description": "All of *them*."])
        #expect(document["tags"] == [["name": "things"]])
        #expect(document["servers"] == nil)
    }

    @Test(arguments: [false, true])
    func `every reference can be resolved`(hasProblemDetails: Bool) throws {
        let app = hasProblemDetails ? OpenAPIFixture.app(ProblemDetails()) : OpenAPIFixture.app()
        let document = try JSON(parsing: app.openAPIDocument())
        let references = Self.references(in: document)
        #expect(references.count > 10)
        for reference in references {
            let names = reference.split(separator: "/").dropFirst()
            #expect(reference.hasPrefix("#/components/schemas/"))
            #expect(names.reduce(Optional(document)) { $0?[String($1)] } != nil, "\(reference)")
        }
    }

    @Test func `every schema in the components is used`() {
        let used = Set(Self.references(in: document).map { $0.split(separator: "/").last.map(String.init) })
        for name in document["components"]?["schemas"]?.object?.keys ?? [] {
            #expect(used.contains(name), "\(name)")
        }
    }

    @Test func `operation IDs are unique and all operations are listed`() {
        let ids = operations.compactMap { $0.object["operationId"]?.string }
        #expect(Set(ids).count == ids.count)
        #expect(
            Set(ids) == [
                "every_parameter_v1_things__id___rest__get", "plant", "two", "log_in", "upload", "table", "anything",
                "moved", "nothing", "maybe",
            ]
        )
    }

    @Test func `path parameters match the path and are required`() {
        for operation in operations {
            let inPath = operation.path.split(separator: "{").dropFirst().map { $0.prefix { $0 != "}" } }
                .map(String.init)
            let declared = operation.parameters.filter { $0["in"] == "path" }
            #expect(Set(declared.compactMap { $0["name"]?.string }) == Set(inPath), "\(operation.path)")
            #expect(declared.allSatisfy { $0["required"] == true && $0["schema"] != nil })
        }
    }

    @Test func `there are no duplicate parameters`() {
        for operation in operations {
            let keys = operation.parameters.map { "\($0["in"] ?? .null) \($0["name"] ?? .null)" }
            #expect(Set(keys).count == keys.count)
        }
    }

    @Test func `every response has a description, and success comes first`() throws {
        for operation in operations {
            let responses = try #require(operation.object["responses"]?.object)
            #expect(responses.values.allSatisfy { $0["description"]?.string?.isEmpty == false })
            let statuses = responses.keys.compactMap { Int($0) }
            #expect(statuses.count == responses.keys.count)
            #expect(statuses.dropFirst() == statuses.dropFirst().sorted()[...])
        }
    }

    @Test func `every security requirement refers to a scheme`() {
        let schemes = document["components"]?["securitySchemes"]?.object?.keys ?? []
        for operation in operations {
            for requirement in operation.object["security"]?.array ?? [] {
                #expect(requirement.object?.keys.allSatisfy(schemes.contains) == true)
            }
        }
    }

    // MARK: - Parameters

    @Test func `parameters are described completely`() throws {
        let parameters = try operation("every_parameter_v1_things__id___rest__get").parameters
        #expect(
            parameters.map { "\($0["in"]?.string ?? "") \($0["name"]?.string ?? "") \($0["required"] == true)" } == [
                "path id true", "query size false", "query tag false", "query limit false", "query after false",
                "header x-trace false", "cookie session false", "path rest true",
            ]
        )
        #expect(
            parameters[0] == [
                "name": "id", "in": "path", "required": true, "description": "Its id.",
                "schema": [
                    "type": "integer", "minimum": 1, "title": "Id", "description": "Its id.", "examples": [7],
                ],
            ]
        )
        #expect(parameters[2]["schema"]?["default"] == [])
        #expect(parameters[3]["deprecated"] == true)
        #expect(parameters[3]["schema"]?["maximum"] == 50)
        #expect(parameters[5]["schema"]?["title"] == "X-Trace")
        #expect(parameters[6]["deprecated"] == true)
    }

    // MARK: - Bodies

    @Test func `a single body is the whole body, with its description and examples`() throws {
        let body = try operation("plant").object["requestBody"]
        #expect(
            body == [
                "description": "What to plant.",
                "content": [
                    "application/json": [
                        "schema": ["$ref": "#/components/schemas/Tree-Input"],
                        "examples": ["example1": ["value": ["name": "elm"]]],
                    ]
                ],
                "required": true,
            ]
        )
    }

    @Test func `several bodies are members of one named object`() throws {
        let content = try operation("two").object["requestBody"]?["content"]
        #expect(content?["application/json"]?["schema"] == ["$ref": "#/components/schemas/Body_two"])
        let schema = document["components"]?["schemas"]?["Body_two"]
        #expect(schema?["required"] == ["first"])
        #expect(schema?["properties"]?["count"]?["default"] == 3)
        #expect(schema?["properties"]?["count"]?["description"] == "How many.")
    }

    @Test func `a form has its own content type, which is multipart with files`() throws {
        #expect(
            try operation("log_in").object["requestBody"]?["content"]
                == ["application/x-www-form-urlencoded": ["schema": ["$ref": "#/components/schemas/Login"]]]
        )
        #expect(
            try operation("upload").object["requestBody"]?["content"]
                == ["multipart/form-data": ["schema": ["$ref": "#/components/schemas/Body_upload"]]]
        )
        let schema = document["components"]?["schemas"]?["Body_upload"]
        let file: JSON = ["type": "string", "contentMediaType": "application/octet-stream", "title": "File"]
        #expect(schema?["properties"]?["file"] == file)
        #expect(schema?["properties"]?["others"]?["type"] == "array")
        #expect(schema?["properties"]?["note"]?["examples"] == ["hi"])
        #expect(schema?["required"] == ["file"])
    }

    // MARK: - Responses

    @Test func `failures with the same status are merged, also with validation errors`() throws {
        let responses = try operation("every_parameter_v1_things__id___rest__get").object["responses"]
        #expect(responses?.object?.keys == ["200", "400", "404", "422"])
        #expect(responses?["404"]?["description"] == "No such thing; Gone")
        let invalid = try operation("plant").object["responses"]?["422"]
        #expect(invalid?["description"] == "Validation Error; It does not grow here")
        #expect(invalid?["content"]?["application/json"]?["schema"]?["anyOf"]?.array?.count == 2)
    }

    @Test func `responses describe their content`() throws {
        #expect(
            try operation("plant").object["responses"]?["201"]?["content"]
                == ["application/json": ["schema": ["$ref": "#/components/schemas/Tree-Output"]]]
        )
        #expect(
            try operation("table").object["responses"]?["200"]?["content"]
                == ["text/csv": ["schema": ["type": "string"]], "application/pdf": [:]]
        )
        #expect(try operation("anything").object["responses"]?["200"]?["content"] == ["*/*": [:]])
        #expect(try operation("moved").object["responses"]?["302"]?["content"] == nil)
        #expect(try operation("nothing").object["responses"]?["204"]?["content"] == nil)
        #expect(try operation("anything").object["deprecated"] == true)
    }

    @Test func `problem details are documented if enabled`() throws {
        let document = try JSON(parsing: OpenAPIFixture.app(ProblemDetails()).openAPIDocument())
        let responses = document["paths"]?["/v1/trees"]?["post"]?["responses"]
        #expect(
            responses?["422"]?["content"]
                == ["application/problem+json": ["schema": ["$ref": "#/components/schemas/ProblemDetails"]]]
        )
        #expect(document["components"]?["schemas"]?["HTTPValidationError"] == nil)
    }

    // MARK: - Security

    @Test func `scopes of groups and endpoints are merged, and optional credentials are an alternative`() throws {
        #expect(try operation("table").object["security"] == [["Token": ["read"]]])
        #expect(try operation("nothing").object["security"] == [["Token": ["read", "admin"]]])
        #expect(try operation("maybe").object["security"] == [["Token": []], [:]])
        #expect(try operation("plant").object["security"] == nil)
    }

    // MARK: - Serving

    @Test func `the document is served with the stage as its server`() async throws {
        let app = OpenAPIFixture.app()
        var request = Request(path: "/openapi.json")
        request.basePath = "/prod"
        let staged = await app.respond(to: request, context: Context())
        #expect(staged.headers[.contentType] == "application/json")
        let document = try JSON(parsing: staged.text)
        #expect(document["servers"] == [["url": "/prod"]])
        #expect(document["paths"]?["/prod/v1/trees"] == nil)
        request.basePath = ""
        #expect(try JSON(parsing: await app.respond(to: request, context: Context()).text) == self.document)
    }

    private var operations: [Operation] {
        var operations: [Operation] = []
        for (path, item) in document["paths"]?.object ?? [:] {
            for (method, object) in item.object ?? [:] {
                operations.append(Operation(path: path, method: method, object: object))
            }
        }
        return operations
    }

    private func operation(_ id: String) throws -> Operation {
        try #require(operations.first { $0.object["operationId"]?.string == id })
    }

    private static func references(in json: JSON) -> [String] {
        if let array = json.array { return array.flatMap(references) }
        return json.object?
            .flatMap { key, value in
                if key == "$ref", let reference = value.string { return [reference] }
                return references(in: value)
            } ?? []
    }
}
