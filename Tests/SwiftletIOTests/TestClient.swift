import SwiftletIO

/// A client that no proxy of the machine gets in the way of.
func testClient(
    on loop: EventLoop = .shared,
    _ change: (inout HTTPClient.Configuration) -> Void = { _ in }
) -> HTTPClient {
    var configuration = HTTPClient.Configuration()
    configuration.proxy = .none
    change(&configuration)
    return HTTPClient(loop: loop, configuration: configuration)
}

/// Runs `body` with a client whose connections no other test's push out.
func withOwnConnections<T>(_ body: (HTTPClient) async throws -> T) async throws -> T {
    let loop = try EventLoop.start(name: "test-loop")
    defer { loop.shutdown() }
    return try await body(testClient(on: loop))
}
