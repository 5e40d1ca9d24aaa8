import Swiftlet
import Testing

private struct Item: Model {
    var name: String
    var price: Double

    static let schema = Schema(Item.init, Field("name", \.name, .length(1...10)), Field("price", \.price))
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
    Endpoint(.get, "/page", Query(Page.self)) { page in "\(page.page) \(page.tags)" }
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
    @Test func `parameters of every kind are read, typed`() async {
        let response = await app.ask(
            .get,
            "/params/7?q=a&q=b&flag=on",
            headers: [.init("X-Req")!: "5", .cookie: "sess=6; other=1"]
        )
        #expect(response.text == #""7 [\"a\", \"b\"] true 5 6""#)
    }

    @Test func `every error is collected, in FastAPI's order whatever the order of the inputs`() async throws {
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

    @Test func `a model is made from all query parameters`() async {
        #expect(await app.ask(.get, "/page?page=3&tags=a&tags=b").text == #""3 [\"a\", \"b\"]""#)
        #expect(await app.ask(.get, "/page").text == #""1 []""#)
        #expect(
            await app.ask(.get, "/page?page=x").text
                == #"{"detail":[{"type":"int_parsing","loc":["query","page"],"msg":"Input should be a valid integer, unable to parse string as an integer","input":"x"}]}"#
        )
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
        ("/one", "null", #"{"detail":[{"type":"missing","loc":["body"],"msg":"Field required","input":null}]}"#),
        (
            "/one", "[]",
            #"{"detail":[{"type":"model_attributes_type","loc":["body"],"msg":"Input should be a valid dictionary or object to extract fields from","input":[]}]}"#
        ),
    ])
    func `bodies`(path: String, body: String, expected: String) async {
        #expect(await app.ask(.post, path, json: body).text == expected)
    }

    @Test func `a body without a JSON content type is not read as JSON`() async {
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

    @Test func `forms`() async {
        let type = "application/x-www-form-urlencoded; charset=utf-8"
        let good = await app.ask(.post, "/form", headers: [.contentType: type], body: "username=a%40b+c&age=3")
        #expect(good.text == #""a@b c 3""#)
        let bad = await app.ask(.post, "/form", headers: [.contentType: type], body: "age=x")
        #expect(bad.status == .unprocessableContent)
        #expect(bad.text.contains(#""loc":["body","username"]"#) && bad.text.contains(#""loc":["body","age"]"#))
    }

    @Test func `multipart forms with files`() async {
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
        for broken in ["", "--b\r\n", body.replacing("--b--", with: "--"), "x", "--b\r\nno header"] {
            let bad = await app.ask(
                .post,
                "/upload",
                headers: [.contentType: "multipart/form-data; boundary=b"],
                body: broken
            )
            #expect(bad.status == .unprocessableContent, "\(broken)")
        }
    }

    @Test func `request and context are inputs`() async {
        #expect(await app.ask(.get, "/info").text == #""/info test""#)
    }
}
