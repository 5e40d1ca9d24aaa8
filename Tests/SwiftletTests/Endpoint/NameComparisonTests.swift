import Swiftlet
import SwiftletJSON
import Testing

/// Names that are canonically equivalent but differ in their bytes, or that share a grapheme with a combining mark.
private let pairs = [
    ("K", "\u{212a}"), ("\u{e9}", "e\u{301}"), ("\u{c5}", "\u{212b}"), ("a\u{301}\u{316}", "a\u{316}\u{301}"),
    ("a", "a\u{301}"), ("a", "a\u{600}"), ("k", "\u{212a}"), ("\u{1112}\u{1161}\u{11ab}", "\u{d55c}"),
]

private func escaped(_ text: String) -> String {
    PercentCoding.encode(text, allowing: .unreserved)
}

private enum Order: String, SchemaEnum {
    case key = "K"
    case accented = "\u{e9}"
}

private struct Kelvin: Model {
    var value: Int

    static let schema = Schema(Kelvin.init, Field("K", \.value, aliases: ["\u{e9}"]), extraKeys: .forbidden)
}

private struct Sign: Model {
    var value: Int

    static let schema = Schema(Sign.init, Field("value", \.value))
}

private enum Unit: TaggedUnion {
    case kelvin(Sign)

    static let variants = Variants(
        tag: "K",
        Variant("K", Unit.kelvin) { if case .kelvin(let sign) = $0 { sign } else { nil } }
    )
}

@Suite struct NameComparisonTests {
    @Test(arguments: pairs)
    func `routes are compared by bytes`(first: String, second: String) async {
        let one = App(title: "", version: "") { Endpoint(.get, "/a/\(first)") { "first" } }
        #expect(await one.ask(.get, "/a/\(escaped(first))").status == .ok)
        #expect(await one.ask(.get, "/a/\(escaped(second))").status == .notFound)
        let both = App(title: "", version: "") {
            Endpoint(.get, "/a/\(first)", operationID: "first") { "first" }
            Endpoint(.get, "/a/\(second)", operationID: "second") { "second" }
        }
        await #expect(throws: Never.self) { try await both.start() }
        #expect(await both.ask(.get, "/a/\(escaped(first))").text == #""first""#)
        #expect(await both.ask(.get, "/a/\(escaped(second))").text == #""second""#)
    }

    @Test(arguments: pairs)
    func `query parameters, cookies and form fields are compared by bytes`(first: String, second: String) async {
        let app = App(title: "", version: "") {
            Endpoint(.get, "/query", Query(first, String?.self)) { $0 ?? "absent" }
            Endpoint(.get, "/cookie", Cookie(first, String?.self), RequestInfo()) { value, request in
                "\(value ?? "absent") \(request.cookies(named: first).count)"
            }
            Endpoint(.post, "/form", FormField(first, String?.self)) { $0 ?? "absent" }
        }
        for (name, value) in [(first, "x"), (second, "absent")] {
            #expect(await app.ask(.get, "/query?\(escaped(name))=x").text == "\"\(value)\"")
            let cookie = await app.ask(.get, "/cookie", headers: [.cookie: "\(name)=x"])
            #expect(cookie.text == "\"\(value) \(value == "x" ? 1 : 0)\"")
            let form = await app.ask(
                .post,
                "/form",
                headers: [.contentType: "application/x-www-form-urlencoded"],
                body: "\(escaped(name))=x"
            )
            #expect(form.text == "\"\(value)\"")
        }
    }

    @Test(arguments: pairs)
    func `fields and files of a multipart form are compared by bytes`(first: String, second: String) async {
        let app = App(title: "", version: "") {
            Endpoint(.post, "/", FormField(first, String?.self), Files(first)) { "\($0 ?? "absent") \($1.count)" }
        }
        for (name, expected) in [(first, "x 1"), (second, "absent 0")] {
            let part = "Content-Disposition: form-data; name=\"\(name)\""
            let body = "--b\r\n\(part)\r\n\r\nx\r\n--b\r\n\(part); filename=\"f\"\r\n\r\ny\r\n--b--\r\n"
            let response = await app.ask(
                .post,
                "/",
                headers: [.contentType: "multipart/form-data; boundary=b"],
                body: body
            )
            #expect(response.text == "\"\(expected)\"")
        }
    }

    @Test(arguments: pairs)
    func `names and aliases of model fields are compared by bytes`(first: String, second: String) async {
        let app = App(title: "", version: "") {
            Endpoint(.post, "/", Body(Kelvin.self)) { $0.value }
            Endpoint(.post, "/form", Form(Kelvin.self)) { $0.value }
            Endpoint(.post, "/any", Body(JSON.self)) { $0.count }
        }
        for name in [first, second] {
            let isField = name.utf8.elementsEqual("K".utf8) || name.utf8.elementsEqual("\u{e9}".utf8)
            #expect(await app.ask(.post, "/", json: "{\"\(name)\":1}").status.code == (isField ? 200 : 422))
            let form = await app.ask(
                .post,
                "/form",
                headers: [.contentType: "application/x-www-form-urlencoded"],
                body: "\(escaped(name))=1"
            )
            #expect(form.status.code == (isField ? 200 : 422))
            // An equivalent key is an unknown key.
            let extra = await app.ask(.post, "/", json: "{\"K\":1,\"\(name)\":1}")
            #expect(extra.text.contains("extra_forbidden") == !isField)
        }
        #expect(await app.ask(.post, "/any", json: "{\"\(first)\":1,\"\(second)\":2}").text == "2")
    }

    @Test(arguments: pairs)
    func `equivalent keys are different, and an error for a dictionary`(
        first: String,
        second: String
    ) async {
        let app = App(title: "", version: "") {
            Endpoint(.post, "/json", Body(JSON.self)) { $0 }
            Endpoint(.post, "/map", Body([String: Int].self)) { $0.count }
        }
        let text = "{\"\(first)\":1,\"\(second)\":2}"
        #expect(await app.ask(.post, "/json", json: text).text.utf8.elementsEqual(text.utf8))
        let response = await app.ask(.post, "/map", json: text)
        #expect(response.status == (first == second ? .unprocessableContent : .ok))
        #expect(response.text.contains("canonically equivalent") == (first == second))
    }

    @Test func `union tags, enum cases and allowed values are compared by bytes`() async {
        let app = App(title: "", version: "") {
            Endpoint(.post, "/union", Body(Unit.self)) { _ in "ok" }
            Endpoint(.get, "/order", Query("by", Order.self)) { _ in "ok" }
            Endpoint(.get, "/one", Query("of", String.self, .oneOf("K", "\u{e9}"))) { _ in "ok" }
        }
        for (text, status) in [("K", 200), ("\u{e9}", 200), ("\u{212a}", 422), ("e\u{301}", 422)] {
            #expect(await app.ask(.get, "/order?by=\(escaped(text))").status.code == status)
            #expect(await app.ask(.get, "/one?of=\(escaped(text))").status.code == status)
        }
        #expect(await app.ask(.post, "/union", json: #"{"K":"K","value":1}"#).status == .ok)
        let kelvin = "\u{212a}"
        #expect(await app.ask(.post, "/union", json: #"{"\#(kelvin)":"K","value":1}"#).status.code == 422)
        #expect(await app.ask(.post, "/union", json: #"{"K":"\#(kelvin)","value":1}"#).status.code == 422)
    }

    @Test(arguments: [("\"\u{e9}\"", "\"e\u{301}\""), ("\"K\"", "\"\u{212a}\""), ("\"a\"", "\"a\"\u{301}b\"")])
    func `entity tags are compared by bytes`(tag: String, known: String) async {
        let app = App(title: "", version: "") {
            EntityTag()
            Endpoint(.get, "/") { Response(headers: [.eTag: tag]) }
        }
        #expect(await app.ask(.get, "/", headers: [.ifNoneMatch: tag]).status == .notModified)
        #expect(await app.ask(.get, "/", headers: [.ifNoneMatch: "\"x\"\u{301}, " + tag]).status == .notModified)
        let other = await app.ask(.get, "/", headers: [.ifNoneMatch: known])
        #expect(other.status == (known.utf8.starts(with: tag.utf8) ? .notModified : .ok))
    }

    @Test(arguments: ["x-to\u{212a}en", "x-token\u{301}", "x-token,\u{301}x", "x-t\u{600}oken"])
    func `requested header field names are compared by bytes`(names: String) async {
        let app = App(title: "", version: "") {
            CORS(allowing: ["https://a.example"], headers: [HTTPField.Name("x-token") ?? .via])
        }
        let response = await app.ask(
            .options,
            "/",
            headers: [
                .origin: "https://a.example", .accessControlRequestMethod: "GET",
                .accessControlRequestHeaders: names,
            ]
        )
        #expect(response.text == "Disallowed CORS headers")
    }
}
