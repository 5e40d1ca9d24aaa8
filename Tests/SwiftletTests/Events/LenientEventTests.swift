import Swiftlet
import SwiftletFixtures
import Testing

private let app = App(title: "", version: "") {
    SecurityHeaders()
    Endpoint(.post, "/", RequestInfo()) { String(decoding: $0.body, as: UTF8.self) }
    EventHandler("messages") { (event: JSON, _) in }
}

/// Events with unpaired surrogates, which strict JSON parsing rejects.
@Suite struct LenientEventTests {
    private static func event(_ body: String) -> [UInt8] {
        Array(
            #"""
            {"version":"2.0","rawPath":"/","headers":{"content-type":"text/plain"},"body":"\#(body)",
            "requestContext":{"http":{"method":"POST","path":"/"}},"isBase64Encoded":false}
            """#
            .utf8
        )
    }

    private static func response(_ body: String) async throws -> Response {
        let output = try await app(event(body), context: Context(logger: .silent))
        return try HTTPEventShape.httpAPI.response(from: JSONDocument(parsing: output).root)
    }

    @Test(arguments: [
        #"\ud800"#, #"\uDFFF"#, #"a\ud83d b"#, #"\ud800\ud83d\ude00"#, #"\udc00\ud800"#, #"\\\ud800"#, #"\ud800\u0041"#,
    ])
    func `an HTTP request with an unpaired surrogate is rejected inside the middleware`(body: String) async throws {
        let response = try await Self.response(body)
        #expect(response.status == .badRequest)
        #expect(response.text.contains("unpaired surrogate"))
        #expect(response.headers[.xContentTypeOptions] == "nosniff")
    }

    @Test(arguments: [
        (#"\ud83d\ude00"#, "\u{1f600}"), (#"\\ud800"#, #"\ud800"#), (#"\u0041\n"#, "A\n"), (#"\ufffd"#, "\u{fffd}"),
    ])
    func `a request without an unpaired surrogate is handled`(body: String, text: String) async throws {
        let response = try await Self.response(body)
        #expect(response.status == .ok)
        #expect(try JSON(parsing: response.text).string == text)
    }

    @Test func `a standalone endpoint also rejects the request`() async throws {
        let endpoint = Endpoint(.post, "/") { "" }
        let output = try await endpoint(Self.event(#"\ud800"#))
        #expect(try JSON(parsing: output)["statusCode"]?.int == 400)
    }

    @Test(arguments: [
        #"{"Records":[{"eventSource":"aws:sqs","body":"\ud800"}]}"#, #"["\ud800"]"#, #"{"body":"\ud800""#,
        #"{"requestContext":{"http":{"method":"POST","path":"/"}},"body":"\ud800\q"}"#,
    ])
    func `any other malformed event is an error`(event: String) async {
        await #expect(throws: JSONError.self) { try await app(Array(event.utf8)) }
    }
}
