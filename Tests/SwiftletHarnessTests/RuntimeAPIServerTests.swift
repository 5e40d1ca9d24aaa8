import Foundation
import HTTPTypes
import SwiftletIO
import SwiftletJSON
import SwiftletTesting
import Synchronization
import Testing

@testable import SwiftletHarness

@Suite(.timeLimit(.minutes(2))) struct RuntimeAPIServerTests {
    /// A runtime made of raw calls, and the API it talks to.
    private struct Bench: Sendable {
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

        func invoke(_ event: String, _ invocation: FixtureInvocation = FixtureInvocation()) async -> InvocationOutcome {
            await api.invoke(
                EmulatedInvocation(
                    id: "id-1",
                    event: Array(event.utf8),
                    deadline: Date(timeIntervalSince1970: 2_000_000_000),
                    functionARN: "arn:function",
                    invocation: invocation
                )
            )
        }
    }

    private final class Kills: Sendable {
        private let made = Mutex(0)
        var count: Int { made.withLock { $0 } }
        func add() { made.withLock { $0 += 1 } }
    }

    private func withBench(
        maximumBytes: Int = 1000,
        timeout: Duration = .seconds(60),
        _ body: (Bench) async throws -> Void
    ) async throws {
        let kills = Kills()
        let api = RuntimeAPI(maximumBytes: maximumBytes, timeout: timeout) { kills.add() }
        let server = try await RuntimeAPIServer.start(api)
        let bench = Bench(
            api: api,
            kills: kills,
            base: "http://\(server.address)/2018-06-01/runtime",
            client: HTTPClient(loop: try EventLoop.start())
        )
        defer { server.retire() }
        try await body(bench)
    }

    @Test func `an event is delivered with all its fields, and its answer taken`() async throws {
        try await withBench { bench in
            var invocation = FixtureInvocation(clientContext: ["é": "😀"])
            invocation.tenantID = "acme"
            invocation.traceID = "Root=1"
            invocation.identity = ["id": 1]
            async let outcome = bench.invoke("{\"a\":1}", invocation)
            let event = try await bench.next()
            #expect(event.status == .ok)
            #expect(event.body == Array("{\"a\":1}".utf8))
            func field(_ name: String) -> String? { HTTPField.Name(name).flatMap { event.headers[$0] } }
            #expect(field("Lambda-Runtime-Aws-Request-Id") == "id-1")
            #expect(field("Lambda-Runtime-Deadline-Ms") == "2000000000000")
            #expect(field("Lambda-Runtime-Invoked-Function-Arn") == "arn:function")
            #expect(field("Lambda-Runtime-Trace-Id") == "Root=1")
            #expect(field("Lambda-Runtime-Client-Context") == #"{"\u00e9":"\ud83d\ude00"}"#)
            #expect(field("Lambda-Runtime-Cognito-Identity") == #"{"id":1}"#)
            #expect(field("Lambda-Runtime-Aws-Tenant-Id") == "acme")
            let reply = try await bench.post("/invocation/id-1/response", "\"done\"")
            #expect(reply.status == .accepted)
            #expect(await outcome == .response(Array("\"done\"".utf8)))
            #expect(try await bench.post("/invocation/id-1/response", "again").status == .forbidden)
            #expect(try await bench.post("/invocation/other/response", "x").status == .badRequest)
        }
    }

    @Test func `an error is taken`() async throws {
        try await withBench { bench in
            async let outcome = bench.invoke("{}")
            _ = try await bench.next()
            let body = #"{"errorMessage":"no\nway","errorType":"E","stackTrace":["a"]}"#
            #expect(try await bench.post("/invocation/id-1/error", body).status == .accepted)
            let expected = FunctionFailure(errorType: "E", errorMessage: "no\nway", stackTrace: ["a"])
            #expect(await outcome == .failure(expected))
        }
    }

    @Test func `too large an answer is refused with 413`() async throws {
        try await withBench { bench in
            async let outcome = bench.invoke("{}")
            _ = try await bench.next()
            let text = String(repeating: "x", count: 1001)
            #expect(try await bench.post("/invocation/id-1/response", text).status == .contentTooLarge)
            guard case .failure(let failure) = await outcome else { throw Unexpected() }
            #expect(failure.errorType == "Function.ResponseSizeTooLarge")
            #expect(try await bench.post("/invocation/id-1/error", "{}").status == .forbidden)
        }
    }

    @Test func `a failed start is reported`() async throws {
        try await withBench { bench in
            async let outcome = bench.invoke("{}")
            let body = #"{"errorMessage":"no database","errorType":"ConfigError"}"#
            // The report may come before the event does: then there is nobody to tell yet.
            while bench.api.pendingCount == 0 { await Task.yield() }
            let reply = try await bench.post("/init/error", body)
            #expect(reply.status == .accepted)
            #expect(await outcome == .failure(FunctionFailure(errorType: "ConfigError", errorMessage: "no database")))
            let late = try await bench.next()
            #expect(late.status == .forbidden)
        }
    }

    private let streaming: HTTPFields = [
        .responseMode: "streaming",
        .contentType: "application/vnd.awslambda.http-integration-response",
        .trailer: "Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body",
    ]

    @Test func `a streamed answer is put together`() async throws {
        try await withBench { bench in
            async let outcome = bench.invoke("{}")
            _ = try await bench.next()
            let parts = AsyncStream([UInt8].self) { stream in
                stream.yield(Array(#"{"statusCode":201,"cookies":["a=b"]}"#.utf8))
                stream.yield([0, 0, 0, 0, 0, 0, 0, 0])
                stream.yield(Array("one ".utf8))
                stream.yield(Array("two".utf8))
                stream.finish()
            }
            let reply = try await bench.client.send(
                HTTPClientRequest(
                    method: .post,
                    url: bench.base + "/invocation/id-1/response",
                    headers: streaming,
                    body: .stream(parts)
                )
            )
            #expect(reply.status == .accepted)
            guard case .response(let bytes) = await outcome else { throw Unexpected() }
            #expect(
                try JSON(parsing: bytes)
                    == ["statusCode": 201, "cookies": ["a=b"], "body": "one two", "isBase64Encoded": false]
            )
        }
    }

    @Test func `a stream that failed says so in its trailers`() async throws {
        try await withBench { bench in
            async let outcome = bench.invoke("{}")
            _ = try await bench.next()
            let parts = AsyncStream([UInt8].self) { stream in
                stream.yield(Array("half".utf8))
                stream.finish()
            }
            let error = Data(#"{"errorMessage":"cut","errorType":"Function.Cut"}"#.utf8).base64EncodedString()
            let reply = try await bench.client.send(
                HTTPClientRequest(
                    method: .post,
                    url: bench.base + "/invocation/id-1/response",
                    headers: streaming,
                    body: .stream(parts) {
                        [
                            .errorType: "Function.Cut",
                            .errorBody: error,
                        ]
                    }
                )
            )
            #expect(reply.status == .accepted)
            #expect(await outcome == .failure(FunctionFailure(errorType: "Function.Cut", errorMessage: "cut")))
        }
    }

    @Test func `an unknown mode is refused`() async throws {
        try await withBench { bench in
            async let outcome = bench.invoke("{}")
            _ = try await bench.next()
            let headers: HTTPFields = [.responseMode: "buffered"]
            let reply = try await bench.post("/invocation/id-1/response", "x", headers: headers)
            #expect(reply.status == .badRequest)
            #expect(try JSON(parsing: reply.body)["errorType"] == "InvalidFunctionResponseMode")
            #expect(try await bench.post("/invocation/id-1/response", "1").status == .accepted)
            #expect(await outcome == .response([UInt8(ascii: "1")]))
        }
    }

    @Test func `time that is up ends the invocation and the process`() async throws {
        try await withBench(timeout: .milliseconds(20)) { bench in
            guard case .failure(let failure) = await bench.invoke("{}") else { throw Unexpected() }
            #expect(failure.errorType == "Sandbox.Timedout")
            #expect(failure.errorMessage == "RequestId: id-1 Error: Task timed out after 0.02 seconds")
            #expect(bench.kills.count == 1)
        }
    }

    @Test func `the end of the process ends what it had`() async throws {
        try await withBench { bench in
            async let outcome = bench.invoke("{}")
            _ = try await bench.next()
            bench.api.processEnded("error: exit status 3")
            guard case .failure(let failure) = await outcome else { throw Unexpected() }
            #expect(failure.errorType == "Runtime.ExitError")
            #expect(failure.errorMessage == "RequestId: id-1 Error: Runtime exited with error: exit status 3")
        }
    }

    @Test(arguments: [
        ("/restore/next", HTTPRequest.Method.get, 404), ("/restore/error", .post, 404), ("/nothing", .get, 404),
        ("/invocation/x/other", .post, 404), ("/invocation/x/response", .get, 405),
        ("/invocation/a%2Fb/response", .post, 400),
    ])
    func `other calls are refused`(path: String, method: HTTPRequest.Method, status: Int) async throws {
        try await withBench { bench in
            let reply = try await bench.client.send(HTTPClientRequest(method: method, url: bench.base + path))
            #expect(reply.status.code == status)
        }
    }

    struct Unexpected: Error {}
}

extension HTTPField.Name {
    fileprivate static let responseMode = name("Lambda-Runtime-Function-Response-Mode")
    fileprivate static let errorType = name("Lambda-Runtime-Function-Error-Type")
    fileprivate static let errorBody = name("Lambda-Runtime-Function-Error-Body")

    private static func name(_ text: String) -> HTTPField.Name {
        HTTPField.Name(text) ?? .contentType
    }
}
