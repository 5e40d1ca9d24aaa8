import Foundation
import HTTPTypes
import Swiftlet
import SwiftletGateway
import SwiftletIO
import SwiftletJSON
import SwiftletServer
import Synchronization

@testable import SwiftletEmulator

/// A runtime that sends raw requests, and its runtime API.
struct RuntimeAPIBench: Sendable {
    let api: RuntimeAPI
    let kills: Kills
    let base: String
    let client: HTTPClient

    func next() async throws -> HTTPClientResponse {
        try await client.send(HTTPClientRequest(url: base + "/invocation/next"))
    }

    func post(_ path: String, _ body: String, headers: HTTPFields = [:]) async throws -> HTTPClientResponse {
        try await client.send(
            HTTPClientRequest(method: .post, url: base + path, headers: headers, body: .text(body))
        )
    }

    func invoke(
        _ event: String,
        _ attributes: InvocationAttributes = InvocationAttributes()
    ) async -> Result<[UInt8], FunctionFailure> {
        await begin(event, attributes)?.collected() ?? .failure(RuntimeFailure.unknown)
    }

    /// The outcome; `nil` if the process exited before the event was delivered.
    func begin(
        _ event: String,
        _ attributes: InvocationAttributes = InvocationAttributes(),
        acceptsStream: Bool = false,
        observer: any InvocationObserver = Witness()
    ) async -> FunctionOutcome? {
        var call = FunctionCall(event: Array(event.utf8))
        call.id = "id-1"
        call.attributes = attributes
        return await api.invoke(
            EmulatedInvocation(call, functionARN: "arn:function"),
            acceptsStream: acceptsStream,
            observer: observer
        )
    }

    struct Unexpected: Error {}

    /// Waits up to 20 seconds for a condition.
    static func wait(until condition: () -> Bool) async throws {
        let deadline = ContinuousClock.now.advanced(by: .seconds(20))
        while !condition() {
            guard ContinuousClock.now < deadline else { throw Unexpected() }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// Records the notifications of an invocation.
    final class Witness: InvocationObserver {
        private let seen = Mutex<(deliveries: Int, ends: [InvocationEnd])>((0, []))

        var deliveries: Int { seen.withLock { $0.deliveries } }
        var ends: [InvocationEnd] { seen.withLock { $0.ends } }

        func delivered() {
            seen.withLock { $0.deliveries += 1 }
        }

        func ended(_ end: InvocationEnd) {
            seen.withLock { $0.ends.append(end) }
        }
    }

    final class Kills: Sendable {
        private let made = Mutex(0)
        var count: Int { made.withLock { $0 } }
        func add() { made.withLock { $0 += 1 } }
    }

    static func with(
        maximumBytes: Int = 1000,
        maximumStreamedBytes: Int = 1_000_000,
        timeout: Duration = .seconds(60),
        concurrency: Int = 1,
        _ body: (RuntimeAPIBench) async throws -> Void
    ) async throws {
        let kills = Kills()
        let limits = RuntimeAPI.Limits(
            concurrency: concurrency,
            maximumBytes: maximumBytes,
            maximumStreamedBytes: maximumStreamedBytes,
            timeout: timeout
        )
        let api = RuntimeAPI(limits) { kills.add() }
        let server = try await RuntimeAPIServer.start(api)
        let bench = RuntimeAPIBench(
            api: api,
            kills: kills,
            base: "http://\(server.address)/2018-06-01/runtime",
            client: HTTPClient(loop: try EventLoop.start())
        )
        defer { server.retire() }
        try await body(bench)
    }

    /// Runs a closure with the runtime API of a separately started process.
    static func withEmulator(
        concurrency: Int = 1,
        _ body: (RuntimeAPI, _ port: Int) async throws -> Void
    ) async throws {
        let limits = RuntimeAPI.Limits(concurrency: concurrency, timeout: .seconds(60))
        let api = RuntimeAPI(limits, kill: nil)
        let routes = RuntimeAPIRoutes(api: api, replacesFailedStarts: false, functionName: "f", handler: "h")
        let server = try await HTTPServer.start { try await routes.respond(to: $0, $1) }
        do {
            try await body(api, server.port)
        } catch {
            api.close()
            await server.stop()
            throw error
        }
        api.close()
        await server.stop()
    }
}

extension HTTPField.Name {
    static let responseMode = name("Lambda-Runtime-Function-Response-Mode")
    static let errorType = name("Lambda-Runtime-Function-Error-Type")
    static let errorBody = name("Lambda-Runtime-Function-Error-Body")

    private static func name(_ text: String) -> HTTPField.Name {
        HTTPField.Name(text) ?? .contentType
    }
}
