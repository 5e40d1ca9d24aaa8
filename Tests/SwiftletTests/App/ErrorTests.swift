import Logging
import Swiftlet
import SwiftletFixtures
import SwiftletJSON
import Synchronization
import Testing

private struct OutOfStock: HTTPErrorConvertible {
    var httpError: HTTPError { HTTPError(.conflict, "Out of stock") }
}

private struct Unexpected: Error {
    let password = "hunter2"
}

private let endpoints = Routes {
    Endpoint(.get, "/stock") { () -> String in throw OutOfStock() }
    Endpoint(.get, "/teapot") { () -> String in
        throw HTTPError(.init(code: 418, reasonPhrase: "Teapot"), detail: ["a": 1])
    }
    Endpoint(.get, "/boom") { () -> String in throw Unexpected() }
    Endpoint(.get, "/page", Query("page", Int.self)) { "\($0)" }
}

/// The response of another service, decoded in an endpoint.
private struct Upstream: Model {
    var count: Int
    static let schema = Schema(Upstream.init, Field("count", \.count))
}

@Suite struct ErrorTests {
    @Test func `an internal decoding error is logged and reported, and is a 500 without the data`() async {
        let log = Mutex<[String]>([])
        let reports = Mutex<[String]>([])
        let logger = Logger(label: "test") { _ in MessageLog { message in log.withLock { $0.append(message) } } }
        let lookUp = Dependency(.perRequest) { try Upstream.decoded(from: ["count": "internal value"]).count }
        let app = App(title: "", version: "") {
            ErrorReporter { error, _, _ in reports.withLock { $0.append("\(type(of: error))") } }
            Endpoint(.get, "/direct") { try Upstream.decoded(from: ["count": "internal value"]).count }
            Endpoint(.get, "/dependency", Inject(lookUp)) { $0 }
            Endpoint(.get, "/own") { () -> Int in
                throw RequestValidationFailure([
                    ValidationError(type: "value_error", location: [.name("query")], message: "No", input: "x")
                ])
            }
        }
        for path in ["/direct", "/dependency"] {
            let response = await app.respond(
                to: Request(path: path),
                context: Context(requestID: "test", logger: logger)
            )
            #expect(response.status == .internalServerError)
            #expect(response.text == #"{"detail":"Internal Server Error","request_id":"test"}"#)
        }
        #expect(reports.withLock { $0 } == ["ValidationFailure", "ValidationFailure"])
        #expect(log.withLock { $0 }.count == 2)
        #expect(log.withLock { $0 }.allSatisfy { $0.contains("count: ") && !$0.contains("internal value") })
        // An error in the request itself is sent to the client.
        let response = await app.ask(.get, "/own")
        #expect(response.status == .unprocessableContent)
        #expect(response.text == #"{"detail":[{"type":"value_error","loc":["query"],"msg":"No","input":"x"}]}"#)
    }

    @Test(arguments: [
        ("/stock", 409, #"{"detail":"Out of stock"}"#),
        ("/teapot", 418, #"{"detail":{"a":1}}"#),
        ("/boom", 500, #"{"detail":"Internal Server Error","request_id":"test"}"#),
        ("/none", 404, #"{"detail":"Not Found"}"#),
    ])
    func `errors are converted to responses`(path: String, status: Int, body: String) async {
        let response = await App(title: "", version: "") { endpoints }.ask(.get, path)
        #expect(response.status.code == status)
        #expect(response.headers[.contentType] == "application/json")
        #expect(response.text == body)
    }

    @Test func `error responses can be problem details`() async throws {
        let app = App(title: "", version: "") {
            ProblemDetails()
            endpoints
        }
        let response = await app.ask(.get, "/stock")
        #expect(response.headers[.contentType] == "application/problem+json")
        #expect(
            response.text
                == #"{"type":"about:blank","title":"Conflict","status":409,"detail":"Out of stock","instance":"/stock"}"#
        )
        let elsewhere = HTTPEventShape.httpAPI.event(for: Request(path: "/n%C3%B6%20one"))
        let output = try JSON(parsing: try await app(elsewhere))
        // A URI reference, which is percent-encoded although the event has the decoded path.
        #expect(try JSON(parsing: output["body"]?.string ?? "")["instance"] == "/n%C3%B6%20one")
        let invalid = try JSON(parsing: await app.ask(.get, "/page").text)
        #expect(invalid["errors"]?.array?.count == 1)
        #expect(invalid["status"]?.int == 422)
    }

    @Test func `an error handler applies to one status or to all`() async {
        let app = App(title: "", version: "") {
            ErrorHandler(.notFound) { _, request, _ in .text("nothing at \(request.path)", status: .notFound) }
            ErrorHandler { error, _, _ in error is Unexpected ? .text("sorry", status: .internalServerError) : nil }
            endpoints
        }
        #expect(await app.ask(.get, "/none").text == "nothing at /none")
        #expect(await app.ask(.get, "/boom").text == "sorry")
        #expect(await app.ask(.get, "/stock").text == #"{"detail":"Out of stock"}"#)
    }
}
