import Logging
import Swiftlet
import SwiftletFixtures
import Synchronization
import Testing

private struct Boom: Error {}

/// Adds a failing stream, which fails only after all middleware has returned.
private struct FailingStream: Middleware {
    func handle(_ request: Request, context: Context, next: @escaping Next) async throws -> Response {
        var response = try await next(request, context)
        if request.path == "/middleware" { response.body = .stream(BodyStream { _ in throw Boom() }) }
        return response
    }
}

/// A response that fails after middleware has returned is handled like any other error.
@Suite struct LateFailureTests {
    private static func app(_ reports: Journal) -> App {
        App(title: "", version: "") {
            CORS(allowing: ["https://app.example.com"])
            RequestLog()
            SecurityHeaders()
            ErrorReporter { error, _, _ in reports.note("\(type(of: error))") }
            FailingStream()
            Endpoint(.get, "/big") {
                Response(
                    headers: [
                        .contentType: "text/plain", .cacheControl: "public, max-age=60", .eTag: "\"a\"",
                        .contentDisposition: "attachment",
                    ],
                    body: .bytes([UInt8](repeating: 97, count: 7_000_000))
                )
            }
            Endpoint(.get, "/stream") {
                Response(
                    body: .stream(
                        BodyStream { write in
                            try await write([97])
                            throw Boom()
                        }
                    )
                )
            }
            Endpoint(.get, "/middleware") { "fine" }
        }
    }

    @Test(arguments: [
        ("/big", "EventError"), ("/stream", "Boom"), ("/middleware", "Boom"),
    ])
    func `a late failure has the middleware's header fields, one log line, and one report`(
        path: String,
        error: String
    ) async throws {
        let reports = Journal()
        let lines = Journal()
        let logger = Logger(label: "test") { _ in MessageLog { lines.note($0) } }
        for shape in [HTTPEventShape.httpAPI, .loadBalancer] {
            let request = Request(path: path, headers: [.origin: "https://app.example.com"], shape: shape)
            let event = shape.event(for: request)
            let output = try await Self.app(reports)(event, context: Context(requestID: "test", logger: logger))
            let response = try shape.response(from: JSONDocument(parsing: output).root)
            #expect(response.status == .internalServerError)
            #expect(response.text == #"{"detail":"Internal Server Error","request_id":"test"}"#)
            #expect(response.headers[.accessControlAllowOrigin] == "https://app.example.com")
            #expect(response.headers[.vary] == "Origin")
            #expect(response.headers[.requestID] == "test")
            #expect(response.headers[.xContentTypeOptions] == "nosniff")
            #expect(response.headers[.contentType] == "application/json")
            #expect(response.headers[.eTag] == nil)
            #expect(response.headers[.contentDisposition] == nil)
            // A stream that fails while it is collected is an error before middleware receives the response.
            #expect(response.headers[.cacheControl] == (path == "/stream" ? nil : "no-store"))
        }
        #expect(reports.entries == [error, error])
        let requests = lines.entries.filter { $0.hasPrefix("GET") }
        #expect(requests == ["GET \(path) 500", "GET \(path) 500"])
    }

    @Test func `the Vary fields of the error and of the response that it replaces are merged`() async throws {
        let app = App(title: "", version: "") {
            CORS(allowing: ["https://app.example.com"])
            ErrorHandler { _, _, _ in
                var response = Response.text("no", status: .internalServerError)
                response.headers[.vary] = "Accept, origin"
                return response
            }
            Endpoint(.get, "/") {
                Response(headers: [.vary: "Accept-Language"], body: .bytes([UInt8](repeating: 97, count: 7_000_000)))
            }
        }
        let event = HTTPEventShape.httpAPI.event(for: Request(path: "/"))
        let output = try await app(event, context: Context(logger: .silent))
        let response = try HTTPEventShape.httpAPI.response(from: JSONDocument(parsing: output).root)
        let names = (response.headers[.vary] ?? "").split(separator: ", ").map { $0.lowercased() }
        #expect(names.sorted() == ["accept", "accept-language", "origin"])
    }

    @Test func `a delivered response has one line in the log`() async throws {
        let reports = Journal()
        let lines = Journal()
        let logger = Logger(label: "test") { _ in MessageLog { lines.note($0) } }
        let event = HTTPEventShape.httpAPI.event(for: Request(path: "/none"))
        _ = try await Self.app(reports)(event, context: Context(logger: logger))
        #expect(lines.entries == ["GET /none 404"])
        #expect(reports.entries.isEmpty)
    }
}
