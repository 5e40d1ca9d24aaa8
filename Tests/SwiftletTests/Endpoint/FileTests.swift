import Swiftlet
import SwiftletJSON
import Testing

private struct Upload: Model {
    var title: String
    var file: UploadedFile
    var other: UploadedFile?
    var many: [UploadedFile]

    static let schema = Schema(
        Upload.init,
        Field("title", \.title),
        Field("file", \.file),
        Field("other", \.other),
        Field("many", \.many, default: [])
    )
}

private let app = App(title: "", version: "") {
    Endpoint(.post, "/file", operationID: "file", File("file")) { $0.filename }
    Endpoint(.post, "/optional", operationID: "optional", File("file", UploadedFile?.self)) { $0?.filename ?? "none" }
    Endpoint(.post, "/list", operationID: "list", File("file", [UploadedFile].self)) { $0.map(\.filename) }
    Endpoint(.post, "/optionalList", operationID: "optional_list", File("file", [UploadedFile]?.self)) { files in
        files?.map(\.filename) ?? ["none"]
    }
    Endpoint(.post, "/files", operationID: "files", Files("file")) { $0.map(\.filename) }
    Endpoint(.post, "/form", operationID: "form", Form(Upload.self)) { form in
        "\(form.title) \(form.file.filename) \(form.other?.filename ?? "-") \(form.many.map(\.filename))"
    }
}

/// Files in forms; the expected results are those of FastAPI with python-multipart.
@Suite struct FileTests {
    private static func part(_ disposition: String, _ content: String = "data") -> String {
        "--b\r\nContent-Disposition: form-data; \(disposition)\r\n\r\n\(content)\r\n"
    }

    private static let unselected = part(#"name="file"; filename="""#, "")
    private static let missing =
        #"{"detail":[{"type":"missing","loc":["body","file"],"msg":"Field required","input":null}]}"#

    private func post(_ path: String, _ parts: String) async -> String {
        let type = "multipart/form-data; boundary=b"
        return await app.ask(.post, path, headers: [.contentType: type], body: parts + "--b--\r\n").text
    }

    @Test(
        arguments: [
            (#"filename="C:\dir\a.txt""#, "a.txt"), (#"filename="C:\\dir\\a.txt""#, "a.txt"),
            (#"filename="\\\\srv\\share\\x.txt""#, "x.txt"), (#"filename="dir\x.txt""#, #"dir\x.txt"#),
            (#"filename="c:/dir/x.txt""#, "c:/dir/x.txt"), (#"filename="C:x.txt""#, "C:x.txt"),
            (#"filename="/etc/passwd""#, "/etc/passwd"), (#"filename="a\"b.txt""#, #"a"b.txt"#),
            (#"filename="a\\b.txt""#, #"a\b.txt"#), (#"filename="C:\""#, ""), (#"filename="a;b.txt""#, "a;b.txt"),
            ("filename=plain.txt", "plain.txt"), (#"filename="""#, ""), (#"filename="é.txt""#, "é.txt"),
            (#"filename="r.txt"; filename*=UTF-8''%e2%82%ac.txt"#, "r.txt"), (#"filename="a%41%0Ab""#, "a%41%0Ab"),
            // Unlike FastAPI, `%22` is decoded: browsers send it for a quote.
            (#"filename="a%22b.txt""#, #"a"b.txt"#),
        ] as [(String, String)]
    )
    func `parses the filename`(parameter: String, name: String) async throws {
        let text = await post("/file", Self.part("name=\"file\"; " + parameter))
        #expect(try JSON(parsing: text) == .string(name))
    }

    @Test func `ignores filename*, which RFC 7578 forbids`() async {
        let text = await post("/file", Self.part(#"name="file"; filename*=UTF-8''%e2%82%ac.txt"#))
        #expect(
            text
                == #"{"detail":[{"type":"value_error","loc":["body","file"],"msg":"Value error, Expected UploadFile, received: <class 'str'>","input":"data","ctx":{"error":{}}}]}"#
        )
    }

    private static let other = part(#"name="file"; filename="b""#)

    private static let selections: [(path: String, parts: [String], expected: String)] = [
        ("/file", [unselected], missing), ("/optional", [unselected], #""none""#), ("/list", [unselected], missing),
        ("/optionalList", [unselected], #"["none"]"#), ("/files", [unselected], "[]"), ("/file", [], missing),
        ("/optional", [], #""none""#), ("/list", [], missing), ("/optionalList", [], #"["none"]"#),
        ("/files", [], "[]"),
        ("/list", [unselected, file], #"["a"]"#), ("/list", [file, other], #"["a","b"]"#),
        ("/optional", [file], #""a""#),
        ("/file", [file, other], #""b""#), ("/file", [file, unselected], missing),
        ("/optional", [file, unselected], #""none""#), ("/list", [file, unselected], #"["a"]"#),
    ]

    @Test(arguments: selections)
    func `a file input without a selection counts as missing`(path: String, parts: [String], expected: String) async {
        #expect(await post(path, parts.joined()) == expected)
    }

    @Test(arguments: ["/file", "/optional", "/list"])
    func `rejects text in place of a file`(path: String) async throws {
        let error = try JSON(parsing: await post(path, Self.part(#"name="file""#)))["detail"]?[0]
        #expect(error?["type"] == "value_error")
        #expect(error?["loc"] == (path == "/list" ? ["body", "file", 0] : ["body", "file"]))
        #expect(error?["input"] == "data")
    }

    private static let text = part(#"name="file""#)
    private static let empty = part(#"name="file""#, "")
    private static let textError =
        #"{"detail":[{"type":"value_error","loc":["body","file"],"msg":"Value error, Expected UploadFile, received: <class 'str'>","input":"data","ctx":{"error":{}}}]}"#

    private static let mixed: [(path: String, parts: [String], expected: String)] = [
        ("/file", [text, file], #""a""#), ("/file", [empty, file], #""a""#), ("/file", [file, text], textError),
        ("/optional", [text, file], #""a""#), ("/file", [file, text, other], #""b""#),
        ("/files", [text, file], #"["a"]"#), ("/form", [title, text, file], #""T a - []""#),
    ]

    @Test(arguments: mixed)
    func `the last of multiple values with the same name is used`(
        path: String,
        parts: [String],
        expected: String
    ) async {
        #expect(await post(path, parts.joined()) == expected)
    }

    @Test func `an error in a list of text and files has the position in the form`() async throws {
        let error = try JSON(parsing: await post("/list", Self.file + Self.text))["detail"]?[0]
        #expect(error?["loc"] == ["body", "file", 1])
    }

    private static let title = part(#"name="title""#, "T")
    private static let file = part(#"name="file"; filename="a""#)

    private static let many = part(#"name="many"; filename="c""#)
    private static let another = part(#"name="many"; filename="d""#)
    private static let noFile =
        #"{"detail":[{"type":"missing","loc":["body","file"],"msg":"Field required","input":{"title":"T"}}]}"#

    private static let forms: [(parts: [String], expected: String)] = [
        ([title, file], #""T a - []""#),
        ([title, file, part(#"name="other"; filename="b""#)], #""T a b []""#),
        ([title, file, part(#"name="other"; filename="""#, "")], #""T a - []""#),
        ([title, file, many], #""T a - [\"c\"]""#),
        ([title, file, many, another], #""T a - [\"c\", \"d\"]""#),
        ([title, file, part(#"name="many"; filename="""#, "")], #""T a - []""#),
        ([title], noFile), ([title, unselected], noFile),
    ]

    @Test(arguments: forms)
    func `decodes files in a form model`(parts: [String], expected: String) async {
        #expect(await post("/form", parts.joined()) == expected)
    }

    @Test func `rejects a file in place of text`() async throws {
        let text = await post("/form", Self.part(#"name="title"; filename="x""#) + Self.file)
        let error = try JSON(parsing: text)["detail"]?[0]
        #expect(error?["type"] == "string_type" && error?["loc"] == ["body", "title"])
    }

    @Test func `the OpenAPI document describes files`() throws {
        let document = try JSON(parsing: try app.openAPIDocument())
        let binary: JSON = ["type": "string", "contentMediaType": "application/octet-stream"]
        let null: JSON = ["type": "null"]
        let list: JSON = ["type": "array", "items": binary]
        let schemas = document["components"]?["schemas"]
        let expected: [(String, JSON, isRequired: Bool)] = [
            ("Body_file", binary, true), ("Body_optional", ["anyOf": [binary, null]], false),
            ("Body_list", list, true), ("Body_optional_list", ["anyOf": [list, null]], false),
            ("Body_files", list, false),
        ]
        for (name, schema, isRequired) in expected {
            var titled = schema
            titled["title"] = "File"
            #expect(schemas?[name]?["properties"]?["file"] == titled, "\(name)")
            #expect((schemas?[name]?["required"] == ["file"]) == isRequired, "\(name)")
        }
        #expect(schemas?["Upload"]?["required"] == ["title", "file"])
        let content = document["paths"]?["/form"]?["post"]?["requestBody"]?["content"]?.object
        #expect(content?.keys == ["multipart/form-data"])
    }
}
