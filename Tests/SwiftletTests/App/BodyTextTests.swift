import Swiftlet
import SwiftletFixtures
import SwiftletJSON
import Testing

private let app = App(title: "", version: "", textTypes: ["Application/X-Own; charset=utf-8"]) {
    CORS(allowing: ["https://app.example.com"])
    Endpoint(.post, "/echo", RequestInfo()) { request in
        var response = Response(.ok, body: .bytes(request.body))
        response.headers[.contentType] = request.headers[.contentType]
        return response
    }
}

/// Text and base64 bodies in events and in their responses.
@Suite struct BodyTextTests {
    private func response(_ type: String?, _ body: [UInt8]) async throws -> JSON {
        var request = Request(method: .post, path: "/echo", body: body)
        request.headers[.contentType] = type
        return try JSON(parsing: try await app(HTTPEventShape.restAPI.event(for: request)))
    }

    @Test(
        arguments: [
            "application/vnd.oai.openapi", "application/x-ndjson", "application/jsonlines", "application/jsonl",
            "application/graphql", "application/sql", "application/toml", "application/jwt", "application/x-own",
            "application/x-sh", nil,
        ] as [String?]
    )
    func `text formats are sent as text if they are valid UTF-8`(type: String?) async throws {
        let text = try await response(type, Array("a: ü".utf8))
        #expect(text["isBase64Encoded"] == false)
        #expect(text["body"] == "a: ü")
        #expect(try await response(type, [0xff])["isBase64Encoded"] == true)
    }

    @Test func `other types are sent as base64`() async throws {
        #expect(try await response("application/x-other", Array("a".utf8))["isBase64Encoded"] == true)
    }

    @Test(
        arguments: [
            ("aGVs\nbG8=\n", 200, "hello"), ("aGVs\r\nbG8=\r\n", 200, "hello"), ("aGVs bG8=", 400, nil),
            ("a", 400, nil),
        ] as [(String, Int, String?)]
    )
    func `base64 may contain line breaks, and invalid base64 is a 400 through the middleware`(
        body: String,
        status: Int,
        text: String?
    ) async throws {
        for (shape, member) in [
            (HTTPEventShape.httpAPI, "isBase64Encoded"), (.restAPI, "isBase64Encoded"),
            (.latticeV1, "is_base64_encoded"),
        ] {
            var request = Request(method: .post, path: "/echo", body: [1])
            request.headers = [.contentType: "text/plain", .origin: "https://app.example.com"]
            var event = try JSON(parsing: shape.event(for: request))
            event["body"] = .string(body)
            event[member] = true
            let root = try JSONDocument(parsing: try await app(event.bytes)).root
            let response = try shape.response(from: root)
            #expect(response.status.code == status)
            #expect(response.headers[.accessControlAllowOrigin] == "https://app.example.com")
            #expect(response.text == text ?? #"{"detail":"The body is not valid base64."}"#)
        }
    }
}
