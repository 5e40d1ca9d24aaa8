import Swiftlet
import Testing

private struct Item: Model {
    var name: String
    var price: Double

    static let schema = Schema(Item.init, Field("name", \.name, .length(1...10)), Field("price", \.price))
}

private struct Filter: Model {
    var a: Int
    var b: Int
    var tags: [String]
    static let schema = Schema(
        Filter.init,
        Field("a", \.a, default: 0),
        Field("b", \.b),
        Field("tags", \.tags, default: [])
    )
}

private struct Page: Model {
    var page: Int
    var tags: [String]

    static let schema = Schema(
        Page.init,
        Field("page", \.page, default: 1),
        Field("tags", \.tags, default: [])
    )
}

private struct Filled: Model {
    var name: String
    var age: Int?
    var tags: [String]

    static let schema = Schema(
        Filled.init,
        Field("name", \.name, default: "nobody"),
        Field("age", \.age),
        Field("tags", \.tags, default: [])
    )
}

/// Header fields, including a repeated one and one with an alias.
private struct Fields: Model {
    var requestID: Int
    var tags: [String]
    var agent: String?

    static let schema = Schema(
        Fields.init,
        Field("x_request_id", \.requestID),
        Field("x_tag", \.tags, default: []),
        Field("agent", \.agent, aliases: ["user_agent"])
    )
}

private let app = App(title: "Inputs", version: "1") {
    Endpoint(
        .get,
        "/params/{item_id}",
        Path("item_id", Int.self, .ge(1)),
        Query("q", [String].self, default: []),
        Query("flag", Bool.self, default: false),
        Header("x-req", Int?.self),
        Cookie("sess", Int?.self)
    ) { id, q, flag, header, cookie in
        "\(id) \(q) \(flag) \(header ?? 0) \(cookie ?? 0)"
    }
    Endpoint(.get, "/filter", Query(Filter.self)) { $0.a }
    Endpoint(.get, "/page", Query(Page.self)) { page in "\(page.page) \(page.tags)" }
    Endpoint(.get, "/places/{page}/{tags}", Path(Page.self)) { "\($0.page) \($0.tags)" }
    Endpoint(.get, "/fields", Header(Fields.self)) { "\($0.requestID) \($0.tags) \($0.agent ?? "-")" }
    Endpoint(.get, "/underscore", Header("x_request_id", Int.self)) { $0 }
    Endpoint(.post, "/filled", Form(Filled.self)) { "\($0.name) \($0.age ?? 0) \($0.tags)" }
    Endpoint(.post, "/one", Body(Item.self)) { $0.name }
    Endpoint(.post, "/two", Body("a", Item.self), Body("b", Item.self)) { a, b in a.name + b.name }
    Endpoint(.post, "/embedded", Body("item", Item.self, embedded: true)) { $0.name }
    Endpoint(.post, "/maybe", Body(Item?.self)) { $0?.name ?? "nothing" }
    Endpoint(.post, "/form", FormField("username", String.self), FormField("age", Int?.self)) { name, age in
        "\(name) \(age ?? 0)"
    }
    Endpoint(.post, "/upload", FormField("title", String.self), File("data"), Files("more")) { title, file, more in
        "\(title) \(file.filename) \(file.contentType ?? "-") \(file.bytes.count) \(more.count)"
    }
    Endpoint(.get, "/info", RequestInfo(), Invocation()) { request, context in
        "\(request.path) \(context.requestID)"
    }
}

@Suite struct InputTests {
    @Test func `decodes parameters of every kind`() async {
        let response = await app.ask(
            .get,
            "/params/7?q=a&q=b&flag=on",
            headers: [.init("X-Req")!: "5", .cookie: "sess=6; other=1"]
        )
        #expect(response.text == #""7 [\"a\", \"b\"] true 5 6""#)
    }

    @Test func `collects all errors in FastAPI's order, regardless of the order of inputs`() async throws {
        let mixed = App(title: "Mixed", version: "1") {
            Endpoint(
                .post,
                "/{id}",
                Body(Item.self),
                Cookie("c", Int.self),
                Header("h", Int.self),
                Query("q", Int.self),
                Path("id", Int.self)
            ) { _, _, _, _, _ in "" }
        }
        let response = await mixed.ask(.post, "/x?q=y", json: "{}")
        #expect(response.status == .unprocessableContent)
        let errors = try #require(try JSON(parsing: response.text)["detail"]?.array)
        let places = errors.map { error in
            (error["loc"]?.array ?? []).compactMap(\.string).joined(separator: ".") + " "
                + (error["type"]?.string ?? "")
        }
        #expect(
            places == [
                "path.id int_parsing", "query.q int_parsing", "header.h missing", "cookie.c missing",
                "body.name missing", "body.price missing",
            ]
        )
    }

    @Test(arguments: [
        ("a=1&a=2", #"{"a":"2"}"#), ("a=1&tags=x", #"{"a":"1","tags":["x"]}"#),
        ("tags=x&tags=", #"{"tags":["x",""]}"#), ("z=1&z=2&y=3", #"{"z":["1","2"],"y":"3"}"#), ("", "{}"),
    ])
    func `the error of a missing field has the parameters as its input`(query: String, input: String) async {
        let response = await app.ask(.get, "/filter?\(query)")
        #expect(response.text.contains(#""loc":["query","b"],"msg":"Field required","input":\#(input)}"#))
    }

    @Test func `decodes a model from all query parameters`() async {
        #expect(await app.ask(.get, "/page?page=3&tags=a&tags=b").text == #""3 [\"a\", \"b\"]""#)
        #expect(await app.ask(.get, "/page").text == #""1 []""#)
        #expect(
            await app.ask(.get, "/page?page=x").text
                == #"{"detail":[{"type":"int_parsing","loc":["query","page"],"msg":"Input should be a valid integer, unable to parse string as an integer","input":"x"}]}"#
        )
    }

    @Test func `decodes a model from all path parameters`() async throws {
        #expect(await app.ask(.get, "/places/3/a%2Fb").text == #""3 [\"a/b\"]""#)
        let rejected = try JSON(parsing: await app.ask(.get, "/places/x/a").text)["detail"]?[0]
        #expect(rejected?["loc"] == ["path", "page"] && rejected?["type"] == "int_parsing")
        let document = try JSON(parsing: try app.openAPIDocument())
        let parameters = document["paths"]?["/places/{page}/{tags}"]?["get"]?["parameters"]?.array ?? []
        #expect(parameters.map { $0["name"]?.string } == ["page", "tags"])
        #expect(parameters.allSatisfy { $0["in"] == "path" && $0["required"] == true })
    }

    @Test func `decodes a model from all header fields, converting underscores to hyphens`() async throws {
        let id = try #require(HTTPField.Name("X-Request-Id"))
        let tag = try #require(HTTPField.Name("X-Tag"))
        var headers: HTTPFields = [id: "7", .userAgent: "curl"]
        headers.append(HTTPField(name: tag, value: "a"))
        headers.append(HTTPField(name: tag, value: "b"))
        #expect(await app.ask(.get, "/fields", headers: headers).text == #""7 [\"a\", \"b\"] curl""#)
        let rejected = try JSON(parsing: await app.ask(.get, "/fields", headers: [id: "x"]).text)["detail"]?[0]
        #expect(rejected?["loc"] == ["header", "x-request-id"] && rejected?["type"] == "int_parsing")
        #expect(await app.ask(.get, "/underscore", headers: [id: "7"]).text == "7")
        let missing = try JSON(parsing: await app.ask(.get, "/underscore").text)["detail"]?[0]
        #expect(missing?["loc"] == ["header", "x-request-id"] && missing?["type"] == "missing")
        let document = try JSON(parsing: try app.openAPIDocument())
        for (path, names) in [("/fields", ["x-request-id", "x-tag", "agent"]), ("/underscore", ["x-request-id"])] {
            let parameters = document["paths"]?[path]?["get"]?["parameters"]?.array ?? []
            #expect(parameters.map { $0["name"]?.string } == names)
        }
    }

    @Test(arguments: [
        ("/form", "username=a&age=", #""a 0""#),
        (
            "/form", "username=&age=3",
            #"{"detail":[{"type":"missing","loc":["body","username"],"msg":"Field required","input":null}]}"#
        ),
        ("/filled", "name=&age=&tags=", #""nobody 0 [\"\"]""#), ("/filled", "", #""nobody 0 []""#),
        ("/filled", "name=a&name=&age=1&age=", #""nobody 0 []""#), ("/filled", "name=&name=a", #""a 0 []""#),
        ("/filled", "name=a&tags=&tags=b", #""a 0 [\"\", \"b\"]""#),
    ])
    func `an empty form field counts as missing, except in a list`(path: String, body: String, expected: String) async {
        let type = "application/x-www-form-urlencoded"
        #expect(await app.ask(.post, path, headers: [.contentType: type], body: body).text == expected)
    }

    @Test(arguments: [
        ("/one", #"{"name":"x","price":1}"#, #""x""#),
        ("/one", #"{"name":"x","price":"1.5"}"#, #""x""#),
        ("/two", #"{"a":{"name":"x","price":1},"b":{"name":"y","price":1}}"#, #""xy""#),
        (
            "/two", "{}",
            #"{"detail":[{"type":"missing","loc":["body","a"],"msg":"Field required","input":null},{"type":"missing","loc":["body","b"],"msg":"Field required","input":null}]}"#
        ),
        (
            "/two", "{",
            #"{"detail":[{"type":"json_invalid","loc":["body",1],"msg":"JSON decode error","input":{},"ctx":{"error":"Expecting property name enclosed in double quotes"}}]}"#
        ),
        ("/embedded", #"{"item":{"name":"x","price":1}}"#, #""x""#),
        ("/maybe", "null", #""nothing""#),
        ("/maybe", "", #""nothing""#),
        ("/one", "", #"{"detail":[{"type":"missing","loc":["body"],"msg":"Field required","input":null}]}"#),
        (
            "/one", "null",
            #"{"detail":[{"type":"model_attributes_type","loc":["body"],"msg":"Input should be a valid dictionary or object to extract fields from","input":null}]}"#
        ),
        (
            "/embedded", "null",
            #"{"detail":[{"type":"missing","loc":["body","item"],"msg":"Field required","input":null}]}"#
        ),
        (
            "/one", "[]",
            #"{"detail":[{"type":"model_attributes_type","loc":["body"],"msg":"Input should be a valid dictionary or object to extract fields from","input":[]}]}"#
        ),
    ])
    func `decodes JSON bodies`(path: String, body: String, expected: String) async {
        #expect(await app.ask(.post, path, json: body).text == expected)
    }

    @Test func `a body without a JSON content type is not parsed as JSON`() async {
        let response = await app.ask(.post, "/one", body: #"{"name":"x","price":1}"#)
        #expect(response.status == .unprocessableContent)
        #expect(response.text.contains("model_attributes_type"))
        let vendor = await app.ask(
            .post,
            "/one",
            headers: [.contentType: "application/vnd.x+json; charset=utf-8"],
            body: #"{"name":"x","price":1}"#
        )
        #expect(vendor.text == #""x""#)
    }

    @Test func `decodes forms`() async {
        let type = "application/x-www-form-urlencoded; charset=utf-8"
        let good = await app.ask(.post, "/form", headers: [.contentType: type], body: "username=a%40b+c&age=3")
        #expect(good.text == #""a@b c 3""#)
        let bad = await app.ask(.post, "/form", headers: [.contentType: type], body: "age=x")
        #expect(bad.status == .unprocessableContent)
        #expect(bad.text.contains(#""loc":["body","username"]"#) && bad.text.contains(#""loc":["body","age"]"#))
    }

    @Test func `decodes multipart forms with files`() async throws {
        let body = """
            --b\r\nContent-Disposition: form-data; name="title"\r\n\r\nHello\r\n\
            --b\r\nContent-Disposition: form-data; name="data"; filename="a \\"q\\".txt"\r\nContent-Type: text/plain\r\n\r\n12345\r\n\
            --b\r\nContent-Disposition: form-data; name="more"; filename="1"\r\n\r\n\r\n--b--\r\n
            """
        let good = await app.ask(
            .post,
            "/upload",
            headers: [.contentType: "multipart/form-data; boundary=b"],
            body: body
        )
        #expect(good.text == #""Hello a \"q\".txt text/plain 5 1""#)
        // A line that only begins with the boundary is content.
        let longer = body.replacing("12345", with: "1\r\n--bb\r\n2\r\n--b-\r\n3")
        let kept = await app.ask(
            .post,
            "/upload",
            headers: [.contentType: "multipart/form-data; boundary=b"],
            body: longer
        )
        #expect(kept.text == #""Hello a \"q\".txt text/plain 19 1""#)
    }

    @Test(
        arguments: [
            ("--b\r\n", "boundary=b", "Invalid multipart data."), ("x", "boundary=b", "Invalid multipart data."),
            ("--b\r\nno header", "boundary=b", "Invalid multipart data."),
            (
                "--b\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nHello", "boundary=b",
                "Invalid multipart data."
            ),
            ("x", "a=b", "Missing boundary in multipart."), ("", "a=b", "Missing boundary in multipart."),
            (
                "--b\r\nContent-Disposition: form-data\r\n\r\nHello\r\n--b--\r\n", "boundary=b",
                #"The Content-Disposition header field \"name\" must be provided."#
            ),
        ] as [(String, String, String)]
    )
    func `a malformed multipart body is 400, as in Starlette`(body: String, parameter: String, detail: String) async {
        let type = "multipart/form-data; \(parameter)"
        let response = await app.ask(.post, "/upload", headers: [.contentType: type], body: body)
        #expect(response.status == .badRequest)
        #expect(response.text == #"{"detail":"\#(detail)"}"#)
    }

    @Test func `an empty multipart body is an empty form`() async throws {
        let type = "multipart/form-data; boundary=b"
        let response = await app.ask(.post, "/upload", headers: [.contentType: type])
        let errors = try #require(try JSON(parsing: response.text)["detail"]?.array)
        #expect(errors.map { $0["type"] } == ["missing", "missing"])
        #expect(errors.map { $0["loc"] } == [["body", "title"], ["body", "data"]])
        #expect(await app.ask(.post, "/filled", headers: [.contentType: type]).text == #""nobody 0 []""#)
    }

    @Test func `a byte order mark is part of the first field's name, as in FastAPI`() async {
        let type = "application/x-www-form-urlencoded"
        for mark in ["\u{feff}", "%EF%BB%BF"] {
            let response = await app.ask(.post, "/form", headers: [.contentType: type], body: mark + "username=a")
            #expect(response.status == .unprocessableContent)
            #expect(response.text.contains(#""loc":["body","username"]"#))
        }
    }

    @Test func `provides the request and the context`() async {
        #expect(await app.ask(.get, "/info").text == #""/info test""#)
    }
}
