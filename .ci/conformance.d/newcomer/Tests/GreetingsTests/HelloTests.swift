import Greetings
import SwiftletTesting
import Testing

@Suite struct HelloTests {
    @Test func `greets a person several times`() async throws {
        let event = TestEvent(.get, "/hello/Ada?times=2")
        let output = try await hello(event.bytes)
        let response = try event.response(from: output)
        #expect(try response.json() == ["Hello, Ada!", "Hello, Ada!"])
    }

    @Test func `rejects zero times`() async throws {
        let client = TestClient(greetingsApp())
        try await client.get("/hello/Ada?times=0").expect(.unprocessableContent)
    }
}
