import Swiftlet

/// An app with every kind of input, for tests of its document and its documentation page.
enum OpenAPIFixture {
    enum Size: String, CaseIterable, SchemaEnum {
        case small
        case large
    }

    struct Tree: Model {
        var name: String
        var children: [Tree]

        static let schema = Schema(
            Tree.init,
            Field("name", \.name, .length(1...10), description: "What it is called.", examples: ["oak"]),
            Field("children", \.children, default: []),
            description: "A tree."
        )
    }

    struct Paging: Model {
        var limit: Int
        var after: String?

        static let schema = Schema(
            Paging.init,
            Field("limit", \.limit, .range(1...50), default: 10, description: "How many.", isDeprecated: true),
            Field("after", \.after)
        )
    }

    struct Login: Model {
        var user: String
        var password: Secret<String>

        static let schema = Schema(Login.init, Field("user", \.user), Field("password", \.password))
    }

    /// An optional or required security scheme.
    struct Token: EndpointInput {
        var scopes: [String] = []
        var isOptional = false
        var tokenURL = "auth/login"

        func extract(from scope: RequestScope, validation: inout Validation) -> String? { "token" }

        func describe(_ operation: inout OperationDescription) {
            let flow: JSON = ["scopes": [:], "tokenUrl": .string(tokenURL)]
            operation.security.append(
                SecurityScheme(
                    name: "Token",
                    definition: ["type": "oauth2", "flows": ["password": flow]],
                    scopes: scopes,
                    isOptional: isOptional
                )
            )
        }
    }

    static let everyParameter = Endpoint(
        .get,
        "/things/{id}/{rest:path}",
        summary: "Every parameter",
        description: "Reads them all.",
        Path("id", Int.self, .ge(1), description: "Its id.", examples: [7]),
        Query("size", Size?.self),
        Query("tag", [String].self, default: []),
        Query(Paging.self),
        Header("x-trace", String?.self, description: "For the log."),
        Cookie("session", String?.self, isDeprecated: true),
        failures: [.notFound("No such thing"), .badRequest("Bad"), .notFound("Gone"), .notFound("Gone")]
    ) { _, _, _, _, _, _ in
        Tree(name: "oak", children: [])
    }

    static let tree = Endpoint(
        .post,
        "/trees",
        operationID: "plant",
        status: .created,
        Body(Tree.self, description: "What to plant.", examples: [["name": "elm"]]),
        failures: [Failure(.unprocessableContent, "It does not grow here")]
    ) { $0 }
    static let two = Endpoint(
        .put,
        "/two",
        operationID: "two",
        Body("first", Tree.self),
        Body("count", Int.self, default: 3, description: "How many.")
    ) { (first: Tree, count: Int) in
        count
    }
    static let form = Endpoint(.post, "/login", operationID: "log_in", Form(Login.self)) { _ in }
    static let upload = Endpoint(
        .post,
        "/upload",
        operationID: "upload",
        File("file"),
        Files("others"),
        FormField("note", String?.self, .length(...5), examples: ["hi"])
    ) { (file: UploadedFile, others: [UploadedFile], note: String?) in
        file.bytes.count + others.count
    }
    static let table = Endpoint(.get, "/table", operationID: "table") { Response.text("a,b") }
        .producing("text/csv", "application/pdf")
    static let anything = Endpoint(.get, "/anything", operationID: "anything") { Response() }.deprecated()
    static let moved = Endpoint(.get, "/moved", operationID: "moved", status: .found) { Response(.found) }
    static let nothing = Endpoint(.delete, "/nothing/{name}", operationID: "nothing", Token(scopes: ["admin"])) { _ in }
    static let maybe = Endpoint(.get, "/maybe", operationID: "maybe", Token(isOptional: true)) { $0 }
    static let hidden = Endpoint(.get, "/hidden", operationID: "hidden") { 1 }.undocumented()

    static func app(_ additional: any AppComponent...) -> App {
        App(title: "Things", version: "1.2", description: "All of *them*.") {
            for component in additional { component }
            Routes("/v1", tags: ["things"]) {
                everyParameter
                tree
                two
                form
                upload
            }
            Routes("/v1", requires: [Token(scopes: ["read"])]) {
                table
                anything
                moved
                nothing
            }
            maybe
            hidden
            OpenAPIRoutes()
        }
    }
}
