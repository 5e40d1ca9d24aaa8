import Testing

@testable import Swiftlet

private struct Client: Model {
    var host: String
    var saveData: Bool
    var tags: [String]
    var authorization: String?

    static let schema = Schema(
        Client.init,
        Field("host", \.host),
        Field("save_data", \.saveData),
        Field("x_tag", \.tags, default: []),
        Field("authorization", \.authorization, .length(...8))
    )
}

private struct Strict: Model {
    var saveData: Bool
    static let schema = Schema(Strict.init, Field("save_data", \.saveData), extraKeys: .forbidden)
}

private let app = App(title: "", version: "") {
    Endpoint(.get, "/client", Header(Client.self)) { "\($0.host) \($0.saveData) \($0.tags)" }
    Endpoint(.get, "/strict", Header(Strict.self)) { $0.saveData }
}

/// Header models; the response bodies are those of FastAPI 0.165, except for redacted inputs.
@Suite struct HeaderModelTests {
    private static func name(_ text: String) -> HTTPField.Name { HTTPField.Name(text) ?? .via }
    private static let host = name("host")
    private static let tag = name("x-tag")
    private static let saveData = name("save-data")
    private static let oidcData = name("x-amzn-oidc-data")
    private static let secrets: HTTPFields = [
        oidcData: "platform", .authorization: "Bearer", .cookie: "sid=1", .userAgent: "test",
    ]

    @Test func `the error of a missing field has the header name and only includes fields of the model`() async {
        var headers = Self.secrets
        headers[Self.host] = "testserver"
        headers[Self.tag] = "a"
        let response = await app.ask(.get, "/client", headers: headers)
        #expect(
            response.text == """
                {"detail":[{"type":"missing","loc":["header","save-data"],"msg":"Field required",\
                "input":{"authorization":"**********","host":"testserver","x-tag":["a"]}}]}
                """
                || response.text == """
                    {"detail":[{"type":"missing","loc":["header","save-data"],"msg":"Field required",\
                    "input":{"host":"testserver","authorization":"**********","x-tag":["a"]}}]}
                    """
        )
        for secret in ["platform", "sid=1", "Bearer"] { #expect(!response.text.contains(secret)) }
    }

    @Test func `the error of an invalid field has the header name`() async {
        let response = await app.ask(
            .get,
            "/client",
            headers: [Self.host: "a", Self.saveData: "x", .authorization: "Bearer secret"]
        )
        #expect(response.text.contains(#""loc":["header","save-data"]"#))
        #expect(response.text.contains(#""input":"x""#))
        #expect(response.text.contains(#""loc":["header","authorization"]"#))
        #expect(!response.text.contains("secret"))
    }

    @Test(arguments: ["save_data", "SAVE_DATA"])
    func `a header with an underscore does not match a parameter with a hyphen`(name: String) async throws {
        let headers: HTTPFields = [Self.host: "a", try #require(HTTPField.Name(name)): "true"]
        let response = await app.ask(.get, "/client", headers: headers)
        #expect(response.status == .unprocessableContent)
        #expect(response.text.contains(#""type":"missing","loc":["header","save-data"]"#))
        let both = await app.ask(.get, "/client", headers: headers + [Self.saveData: "false"])
        #expect(both.text == #""a false []""#)
    }

    @Test func `the error of a forbidden field includes its value unless it is a credential`() async {
        var headers = Self.secrets
        headers[Self.saveData] = "1"
        let response = await app.ask(.get, "/strict", headers: headers)
        #expect(
            response.text.contains(
                #""loc":["header","user-agent"],"msg":"Extra inputs are not permitted","input":"test""#
            )
        )
        for secret in ["platform", "sid=1", "Bearer"] { #expect(!response.text.contains(secret)) }
    }
}

extension HeaderModelTests {
    @Test func `the errors of all headers count toward the same size limit of inputs`() {
        let large = String(repeating: "a", count: Validation.inputSizeLimit)
        var validation = Validation()
        validation.record("first", "", input: .string(large))
        validation.replaceErrors(after: 0) { $0 }
        validation.record("second", "", input: "shown")
        #expect(validation.errors.map(\.type) == ["first", "second"])
        #expect(validation.errors.last?.input == .null)
    }
}

extension HTTPFields {
    fileprivate static func + (first: HTTPFields, second: HTTPFields) -> HTTPFields {
        var fields = first
        fields.append(contentsOf: second)
        return fields
    }
}
