import SwiftletIO

/// A client without the machine's proxy.
func testClient(
    on loop: EventLoop = .shared,
    _ change: (inout HTTPClient.Configuration) -> Void = { _ in }
) -> HTTPClient {
    var configuration = HTTPClient.Configuration()
    configuration.proxy = .none
    change(&configuration)
    return HTTPClient(loop: loop, configuration: configuration)
}

/// Runs `body` with a client whose connections are not evicted by other tests.
func withOwnConnections<T>(_ body: (HTTPClient) async throws -> T) async throws -> T {
    let loop = try EventLoop.start(name: "test-loop")
    defer { loop.shutdown() }
    return try await body(testClient(on: loop))
}
