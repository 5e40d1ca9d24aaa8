import Swiftlet
import SwiftletFixtures
import Testing

private let app = App(title: "", version: "", trustedProxies: 2, bodyLimit: 16) {
    CORS(allowing: ["https://app.example.com"])
    Endpoint(.post, "/count", operationID: "count", RequestInfo()) { $0.body.count }
    Endpoint(.get, "/address", operationID: "address", RequestInfo()) { $0.clientAddress }
}

private func respond(_ handler: any Handler, _ shape: HTTPEventShape, _ request: Request) async throws -> Response {
    try shape.response(from: JSONDocument(parsing: await handler(shape.event(for: request))).root)
}

@Suite struct EventOptionTests {
    /// A body of 16 bytes as text and in base64, and one that is one byte longer.
    @Test(arguments: HTTPEventShape.all, ["text/plain", "application/octet-stream"])
    func `a body over the limit is a 413 through the middleware`(shape: HTTPEventShape, type: String) async throws {
        for handler in [app, try app.handler(named: "count")] as [any Handler] {
            var request = Request(method: .post, path: "/count", headers: [.contentType: type])
            request.headers[.origin] = "https://app.example.com"
            request.body = Array(repeating: UInt8(ascii: "x"), count: 16)
            #expect(try await respond(handler, shape, request).text == "16")
            request.body.append(UInt8(ascii: "x"))
            let rejected = try await respond(handler, shape, request)
            #expect(rejected.status == .contentTooLarge)
            #expect(rejected.text == #"{"detail":"The body is longer than 16 bytes."}"#)
            #expect(rejected.headers[.accessControlAllowOrigin] == "https://app.example.com")
        }
    }

    @Test(arguments: [HTTPEventShape.loadBalancer, .loadBalancerMultiValue, .lattice])
    func `the client address is selected by the number of trusted proxies`(
        shape: HTTPEventShape
    ) async throws {
        guard let name = HTTPField.Name("x-forwarded-for") else { return }
        let request = Request(path: "/address", headers: [name: "203.0.113.9, 192.0.2.1, 198.51.100.2"])
        #expect(try await respond(app, shape, request).text == #""192.0.2.1""#)
    }

    @Test(arguments: [HTTPEventShape.httpAPI, .functionURL, .restAPI], [false, true])
    func `the address that a gateway reports is the last entry`(
        shape: HTTPEventShape,
        isAppended: Bool
    ) async throws {
        guard let name = HTTPField.Name("x-forwarded-for") else { return }
        let forwarded = "192.0.2.66, 203.0.113.9" + (isAppended ? ", 130.176.1.1" : "")
        var request = Request(path: "/address", headers: [name: forwarded])
        request.clientAddress = "130.176.1.1"
        #expect(try await respond(app, shape, request).text == #""203.0.113.9""#)
        let direct = App(title: "", version: "") {
            Endpoint(.get, "/address", RequestInfo()) { $0.clientAddress }
        }
        #expect(try await respond(direct, shape, request).text == #""130.176.1.1""#)
        request.headers = [:]
        #expect(try await respond(app, shape, request).text == #""130.176.1.1""#)
    }
}
