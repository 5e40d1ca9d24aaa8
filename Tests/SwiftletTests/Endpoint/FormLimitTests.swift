import Swiftlet
import SwiftletFixtures
import SwiftletJSON
import Testing

private struct Signup: Model {
    var name: String
    var tags: [String]

    static let schema = Schema(Signup.init, Field("name", \.name), Field("tags", \.tags, default: []))
}

private func app(limit: Int = 1000) -> App {
    App(title: "", version: "", formFieldLimit: limit) {
        Endpoint(.post, "/model", Form(Signup.self)) { $0.name }
        Endpoint(.post, "/map", Form(Anything.self)) { _ in "ok" }
        Endpoint(.post, "/field", FormField("name", String?.self)) { $0 ?? "absent" }
        Endpoint(.post, "/files", Files("a")) { $0.count }
        Endpoint(.post, "/file", File("a")) { $0.filename }
        Endpoint(.get, "/query", Query("a", [String].self)) { $0.count }
    }
}

private struct Anything: Model {
    var needed: Int

    static let schema = Schema(Anything.init, Field("needed", \.needed), extraKeys: .forbidden)
}

private let paths = ["/model", "/map", "/field", "/files", "/file"]

/// Repeats an element, replacing `#` with its index.
private func repeated(_ element: String, _ count: Int, separator: String) -> String {
    let parts = element.split(separator: "#", omittingEmptySubsequences: false)
    return (0..<count).map { parts.joined(separator: "\($0)") }.joined(separator: separator)
}

extension App {
    fileprivate func post(_ path: String, urlencoded body: String) async -> Response {
        await ask(.post, path, headers: [.contentType: "application/x-www-form-urlencoded"], body: body)
    }

    fileprivate func post(_ path: String, multipart count: Int, filename: String = "") async -> Response {
        let part = "--b\r\nContent-Disposition: form-data; name=\"a\"\(filename)\r\n\r\n\r\n"
        let body = String(repeating: part, count: count) + "--b--\r\n"
        return await ask(.post, path, headers: [.contentType: "multipart/form-data; boundary=b"], body: body)
    }
}

@Suite(.timeLimit(.minutes(2))) struct FormLimitTests {
    @Test(arguments: paths)
    func `rejects a form with more fields than the limit with 413`(path: String) async {
        for (app, limit) in [(app(), 1000), (app(limit: 3), 3)] {
            let detail = #"{"detail":"The form has more than \#(limit) fields."}"#
            let encoded = await app.post(path, urlencoded: String(repeating: "a&", count: limit + 1))
            #expect(encoded.status == .contentTooLarge)
            #expect(encoded.text == detail)
            let multipart = await app.post(path, multipart: limit + 1)
            #expect(multipart.status == .contentTooLarge)
            #expect(multipart.text == detail)
            #expect(await app.post(path, urlencoded: String(repeating: "a&", count: limit)).status != .contentTooLarge)
            #expect(await app.post(path, multipart: limit).status != .contentTooLarge)
            #expect(await app.post(path, multipart: limit + 1, filename: "; filename=f").status == .contentTooLarge)
        }
    }

    @Test func `empty items of a form do not count as fields`() async {
        #expect(await app(limit: 1).post("/field", urlencoded: "&&&name=x&&&").text == #""x""#)
    }

    @Test(arguments: ["/model", "/map", "/field"])
    func `200,000 fields are rejected, or decoded if the app allows them`(path: String) async {
        let body = String(repeating: "a&", count: 200_000)
        #expect(await app().post(path, urlencoded: body).status == .contentTooLarge)
        #expect(await app(limit: .max).post(path, urlencoded: body).status != .contentTooLarge)
    }

    // If any step had quadratic complexity, these tests would exceed the suite's time limit. The benchmark measures the growth.

    @Test(arguments: ["/model", "/map", "/field"], ["a", "a#", "a=1", "a#=1", "tags=", "name=#"])
    func `decodes a form with many fields`(path: String, field: String) async {
        let body = repeated(field, 20_000, separator: "&")
        #expect(await app(limit: .max).post(path, urlencoded: body).status != .contentTooLarge)
    }

    @Test(arguments: ["/model", "/files"], ["", "; filename=f"])
    func `decodes a multipart form with many parts`(path: String, filename: String) async {
        let status = await app(limit: .max).post(path, multipart: 10_000, filename: filename).status
        #expect(status != .contentTooLarge)
    }

    @Test(arguments: ["a=1", "a#=1"])
    func `decodes a query with many items`(item: String) async throws {
        for shape in [HTTPEventShape.restAPI, .httpAPI, .loadBalancerMultiValue] {
            let query = QueryString.parse(repeated(item, 20_000, separator: "&"))
            let output = try await app()(shape.event(for: Request(path: "/query", query: query)))
            #expect(!output.isEmpty)
        }
    }

    @Test(arguments: [
        (HTTPField.Name.ifNoneMatch, "\"a\","), (.cookie, "a=1;"), (.accept, "a/b,"), (.contentType, "a;b=\"c\";"),
        (.accessControlRequestHeaders, "x,"), (.ifNoneMatch, "\""), (.origin, "a."), (.cookie, "\";"),
    ])
    func `parses a header field with many elements`(name: HTTPField.Name, element: String) async {
        let app = App(title: "", version: "") {
            CORS(allowing: .pattern("https://a*b*c*d.example"), headers: [.accept])
            EntityTag()
            Endpoint(.get, "/", Cookie("b", String?.self)) { $0 }
        }
        var headers: HTTPFields = [name: "https://" + String(repeating: element, count: 200_000)]
        if name == .accessControlRequestHeaders {
            headers[.origin] = "https://abcd.example"
            headers[.accessControlRequestMethod] = "GET"
        }
        let response = await app.ask(name == .accessControlRequestHeaders ? .options : .get, "/", headers: headers)
        #expect(response.status != .internalServerError)
    }

    @Test(arguments: ["{}", "{\"a#\":1}", "[1]"])
    func `reports many invalid elements`(element: String) async {
        let app = App(title: "", version: "") {
            Endpoint(.post, "/", Body([Anything].self)) { _ in "ok" }
        }
        let list = await app.ask(.post, "/", json: "[" + repeated(element, 10_000, separator: ",") + "]")
        #expect(list.status.code == 422 || list.status == .ok)
        let members = repeated("\"x#\":" + element, 20_000, separator: ",")
        let object = await app.ask(.post, "/", json: "[{" + members + "}]")
        #expect(object.status.code == 422 || object.status == .ok)
    }
}
