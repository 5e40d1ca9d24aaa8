import FoundationEssentials
import HTTPTypes
import Swiftlet
import SwiftletJSON
import SwiftletTesting
import Synchronization
import Testing

private struct Broken: Error {}

/// Redirects to a location with a status.
private func redirect(_ status: Int, _ location: String) -> Response {
    Response(HTTPResponse.Status(code: status), headers: [.location: location])
}

private func described(_ request: Request) -> Response {
    let query = request.query.map(\.value).joined(separator: ",")
    let body = String(decoding: request.body, as: UTF8.self)
    return .text("\(request.method) \(query) \(body) \(request.headers[.cookie] ?? "-")")
}

private let app = App(title: "", version: "", textTypes: ["application/x-own"]) {
    Endpoint(.get, "/", RequestInfo()) { _ in "root" }
    Endpoint(.post, "/moved/{status}", Path("status", Int.self)) { redirect($0, "/target?a=%2B&a=2") }
    Endpoint(.get, "/relative") { redirect(302, "../target#part") }
    Endpoint(.get, "/elsewhere") { redirect(302, "https://elsewhere.example/") }
    Endpoint(.get, "/elsewhere-relative") { redirect(302, "//elsewhere.example/target") }
    Endpoint(.get, "/loop") { redirect(302, "/loop") }
    Endpoint(.get, "/set") {
        var response = redirect(303, "/target")
        response.headers[.setCookie] = "a=1; Path=/"
        return response
    }
    Endpoint(.get, "/target", operationID: "get_target", RequestInfo()) { described($0) }
    Endpoint(.post, "/target", operationID: "post_target", RequestInfo()) { described($0) }
    Endpoint(.get, "/broken") { () -> String in throw Broken() }
    Endpoint(.get, "/refused") { () -> String in throw HTTPError(.conflict, "No") }
    Endpoint(.get, "/parts") {
        Response(
            .accepted,
            headers: [.contentType: "text/plain", .setCookie: "seen=1"],
            body: .stream(
                BodyStream { write in
                    for part in ["one", "two", "three"] { try await write(Array(part.utf8)) }
                }
            )
        )
    }
    Endpoint(.get, "/cookies") {
        var response = Response(.ok)
        for cookie in ["a=1", "b=2", "c=3"] { response.headers.append(HTTPField(name: .setCookie, value: cookie)) }
        response.headers.append(HTTPField(name: .vary, value: "Origin"))
        response.headers.append(HTTPField(name: .vary, value: "Accept"))
        return response
    }
    Endpoint(.get, "/big", Query("size", Int.self)) { size in
        Response(.ok, headers: [.contentType: "text/plain"], body: .bytes([UInt8](repeating: 0x61, count: size)))
    }
    Endpoint(.get, "/own", Query("differs", Bool.self), RequestInfo()) { differs, request in
        let byte = differs && request.shape == .loadBalancer ? UInt8(ascii: "b") : UInt8(ascii: "a")
        let body = [UInt8](repeating: byte, count: 900_000)
        return Response(.ok, headers: [.contentType: "application/x-own"], body: .bytes(body))
    }
    Endpoint(.get, "/many-cookies", Query("count", Int.self)) { count in
        var response = Response(.ok)
        for number in 0..<count {
            response.headers.append(HTTPField(name: .setCookie, value: "c\(number)=1"))
        }
        return response
    }
    Endpoint(.get, "/endless") {
        Response(
            body: .stream(
                BodyStream { write in while true { try await write([UInt8](repeating: 1, count: 20_000_000)) } }
            )
        )
    }
    EventHandler("repeat") { (event: JSON, _) -> JSON in
        .string(String(repeating: "a", count: event["count"]?.int ?? 0))
    }
    Endpoint(.post, "/size", RequestInfo()) { $0.body.count }
    Endpoint(.get, "/raw", RequestInfo()) { $0.event?["rawQueryString"]?.string }
}

@Suite struct TestClientFeatureTests {
    @Test func `redirects are followed only if enabled`() async throws {
        #expect(try await TestClient(app).get("/relative").status == .found)
    }

    @Test(arguments: [
        (301, "GET +,2  -"), (302, "GET +,2  -"), (303, "GET +,2  -"), (307, "POST +,2 x -"), (308, "POST +,2 x -"),
    ])
    func `a redirect is followed with the method of its status`(status: Int, text: String) async throws {
        let client = TestClient(app, followsRedirects: true)
        #expect(try await client.post("/moved/\(status)", body: .text("x")).text == text)
    }

    @Test func `redirects are resolved, limited, and restricted to the host`() async throws {
        let client = TestClient(app, cookies: CookieJar(), followsRedirects: true)
        #expect(try await client.get("/relative").text == "GET   -")
        #expect(try await client.get("/set").text == "GET   a=1")
        for path in ["/loop", "/elsewhere", "/elsewhere-relative"] {
            let issue = try await RecordedIssue.only { try await client.get(path) }
            #expect(issue.text.contains("redirect"))
        }
    }

    @Test func `unexpected errors of the app are thrown if enabled`() async throws {
        #expect(try await TestClient(app).get("/broken").status == .internalServerError)
        let client = TestClient(app, raisesServerErrors: true)
        await #expect(throws: Broken.self) { try await client.get("/broken") }
        #expect(try await client.get("/refused").status == .conflict)
        #expect(try await client.get("/").status == .ok)
    }

    @Test(arguments: [EventShapes.all, .only(.restAPI), .only(.functionURL)])
    func `a stream is received chunk by chunk`(shapes: EventShapes) async throws {
        let parts = Mutex<[String]>([])
        let client = TestClient(app, shapes: shapes, cookies: CookieJar())
        let response = try await client.stream(.get, "/parts") { part in
            parts.withLock { $0.append(String(decoding: part, as: UTF8.self)) }
        }
        #expect(parts.withLock { $0 } == ["one", "two", "three"])
        #expect(response.status == .accepted)
        #expect(response.headers[.contentType] == "text/plain")
        #expect(response.text == "onetwothree")
        #expect(client.cookies?.cookies == ["seen": "1"])
    }

    @Test func `a stream is aborted at 200 MB`() async throws {
        let count = Mutex(0)
        let failure = await #expect(throws: FunctionFailure.self) {
            try await TestClient(app).stream(.get, "/endless") { part in count.withLock { $0 += part.count } }
        }
        #expect(failure?.errorType == "Function.ResponseSizeTooLarge")
        #expect(count.withLock { $0 } == 200_000_000)
    }

    @Test(
        arguments: [
            (6_291_554, nil), (6_291_555, "Function.ResponseSizeTooLarge"),
        ] as [(Int, String?)]
    )
    func `the response of an event handler is limited to 6 MB`(count: Int, errorType: String?)
        async throws
    {
        let event: JSON = ["count": .integer(count)]
        do {
            let response = try await TestClient(app).invoke(event, handler: "repeat")
            #expect(response.string?.utf8.count == count && errorType == nil)
        } catch let failure as FunctionFailure {
            #expect(failure.errorType == errorType)
        }
        let outcome = await InProcessTarget(app).invoke(event.bytes, FixtureInvocation(handler: "repeat"))
        switch outcome {
        case .response: #expect(errorType == nil)
        case .failure(let failure): #expect(failure.errorType == errorType)
        }
    }

    @Test func `an event is limited to 6 MB`() async throws {
        let event: JSON = ["padding": .string(String(repeating: "a", count: 6_291_556))]
        let failure = await #expect(throws: FunctionFailure.self) {
            try await TestClient(app).invoke(event, handler: "repeat")
        }
        #expect(failure?.errorType == "RequestTooLargeException")
        let outcome = await InProcessTarget(app).invoke(event.bytes, FixtureInvocation(handler: "repeat"))
        guard case .failure(let other) = outcome else {
            Issue.record("The event was delivered.")
            return
        }
        #expect(other == failure)
    }

    @Test func `a client that disconnects ends the stream`() async throws {
        let count = Mutex(0)
        await #expect(throws: Broken.self) {
            try await TestClient(app)
                .stream(.get, "/parts") { _ in
                    count.withLock { $0 += 1 }
                    throw Broken()
                }
        }
        #expect(count.withLock { $0 } == 1)
    }

    @Test func `streaming with a shape that does not stream fails`() async throws {
        let client = TestClient(app, shapes: .only(.httpAPI))
        let issue = try await RecordedIssue.only { try await client.stream(.get, "/parts") { _ in } }
        #expect(issue.text == "GET /parts: the event shape v2 does not support streaming.")
    }

    @Test func `several cookies and repeated fields are the same in every shape`() async throws {
        let response = try await TestClient(app).get("/cookies")
        #expect(response.headers[values: .setCookie] == ["a=1", "b=2", "c=3"])
        #expect(response.headers[.vary] == "Origin, Accept")
    }

    @Test func `a request is limited to the shapes that can represent it and fails without one`() async throws {
        let client = TestClient(app)
        #expect(try await client.get("/big?size=1100000").body.count == 1_100_000)
        #expect(try await client.post("/size", body: .text(String(repeating: "a", count: 1_100_000))).text == "1100000")
        let tooLarge = TestBody.text(String(repeating: "a", count: 6_400_000))
        let issue = try await RecordedIssue.only { try await client.post("/size", body: tooLarge) }
        #expect(issue.text.contains("413"))
        let balanced = TestClient(app, shapes: .only(.loadBalancer))
        let body = TestBody.text(String(repeating: "a", count: 1_100_000))
        let other = try await RecordedIssue.only { try await balanced.post("/size", body: body) }
        #expect(other.text.contains("413"))
    }

    @Test(arguments: [HTTPEventShape.loadBalancer, .loadBalancerMultiValue])
    func `a load balancer limits the bytes of the body, not the event`(shape: HTTPEventShape) async throws {
        let client = TestClient(app, shapes: .only(shape))
        for byte in [UInt8(ascii: "a"), UInt8(ascii: "\""), 0xff] {
            let largest = TestBody([UInt8](repeating: byte, count: 1_048_576), contentType: nil)
            #expect(try await client.post("/size", body: largest).text == "1048576")
            let tooLarge = TestBody([UInt8](repeating: byte, count: 1_048_577), contentType: nil)
            let issue = try await RecordedIssue.only { try await client.post("/size", body: tooLarge) }
            #expect(issue.text.contains("413"))
        }
    }

    @Test(arguments: [HTTPEventShape.restAPI, .httpAPI, .functionURL, .lattice, .latticeV1])
    func `every event is limited to what Lambda delivers`(shape: HTTPEventShape) async throws {
        let client = TestClient(app, shapes: .only(shape))
        let fitting = TestBody([UInt8](repeating: 0xff, count: 4_700_000), contentType: nil)
        #expect(try await client.post("/size", body: fitting).text == "4700000")
        let tooLarge = TestBody([UInt8](repeating: 0xff, count: 4_720_000), contentType: nil)
        let issue = try await RecordedIssue.only { try await client.post("/size", body: tooLarge) }
        #expect(issue.text.contains("413"))
    }

    @Test func `a custom text type is not base64-encoded for the size limit`() async throws {
        let client = TestClient(app)
        #expect(try await client.get("/own?differs=false").body.count == 900_000)
        let issue = try await RecordedIssue.only { try await client.get("/own?differs=true") }
        #expect(issue.text.contains("alb"))
    }

    @Test(arguments: [HTTPEventShape.loadBalancer, .lattice, .latticeV1])
    func `only the last of too many cookies are sent, with a warning`(shape: HTTPEventShape) async throws {
        let log = LogCapture()
        let client = TestClient(app, shapes: .only(shape), logger: log.logger)
        let all = try await client.get("/many-cookies?count=512").cookies
        #expect(all.count == 512)
        #expect(!log.messages.contains { $0.contains("cookies") })
        let last = try await client.get("/many-cookies?count=514").cookies
        #expect(last.count == 512)
        #expect(last["c1"] == nil && last["c2"] == "1" && last["c513"] == "1")
        let entry = log.entries.first { $0.message == "Response has 514 cookies; only the last 512 are sent" }
        #expect(entry?.level == .warning)
    }

    @Test func `the query is delivered unmodified`() async throws {
        let client = TestClient(app, shapes: .only(.httpAPI))
        #expect(try await client.get("/raw?a=%2b&b&c=1+2", query: ["d": "e f"]).json() == "a=%2b&b&c=1+2&d=e%20f")
    }
}
