import SwiftletFixtures
import SwiftletJSON
import Testing

@testable import Swiftlet

/// Any event is decoded as an HTTP event or rejected without a crash.
@Suite struct EventMutationTests {
    @Test func `members of any JSON type or missing members do not crash`() throws {
        try EventMutation.changeMembers { Self.decodeAsEveryShape($0) }
    }

    @Test func `changed, removed and inserted bytes do not crash`() throws {
        try EventMutation.changeBytes { Self.decodeAsEveryShape($0) }
    }

    private static func decodeAsEveryShape(_ event: JSONNode) {
        _ = EventError.notHTTP(event).description
        let options = HTTPEventOptions(basePath: "/path", trustedProxies: 2, maximumBodySize: 1000)
        let recognized = HTTPEventShape.recognize(event)
        for shape in HTTPEventShape.all {
            guard let request = try? shape.request(from: event, options: options), shape == recognized else { continue }
            _ = (request.claims, request.scopes, request.authorizerContext, request.iamIdentity, request.cookies)
            _ = (request.pathSegments, request.encodedPath, request.queryString, request.externalURL(path: "/"))
            _ = try? shape.write(Response(.ok, headers: request.headers, body: .bytes(request.body)), for: request)
            _ = shape.event(for: request)
        }
        _ = try? HTTPEventShape.httpAPI.response(from: event)
    }
}
