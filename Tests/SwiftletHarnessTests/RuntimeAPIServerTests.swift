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
            await begin(event, invocation)?.collected() ?? .failure(RuntimeFailure.unknown)
        }

        /// The outcome as it comes: `nil` if the process has ended without having seen the event.
        func begin(
            _ event: String,
            _ invocation: FixtureInvocation = FixtureInvocation(),
            takesStream: Bool = false,
            observer: any InvocationObserver = Witness()
        ) async -> FunctionOutcome? {
            var call = FunctionCall(event: Array(event.utf8))
            call.id = "id-1"
            call.invocation = invocation
            return await api.invoke(
                EmulatedInvocation(call, functionARN: "arn:function"),
                takesStream: takesStream,
                observer: observer
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
        concurrency: Int = 1,
        _ body: (Bench) async throws -> Void
    ) async throws {
        let kills = Kills()
        let limits = RuntimeAPI.Limits(concurrency: concurrency, maximumBytes: maximumBytes, timeout: timeout)
        let api = RuntimeAPI(limits) { kills.add() }
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
            let deadline = field("Lambda-Runtime-Deadline-Ms").flatMap { Double($0) } ?? 0
            // The deadline is counted from the delivery, a moment ago.
            #expect(1...60 ~= deadline / 1000 - Date().timeIntervalSince1970)
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

    // MARK: - answers in parts

    /// Begins a streamed answer, whose parts are still to come.
    private func beginStream(
        _ bench: Bench
    ) -> (AsyncStream<[UInt8]>.Continuation, posting: Task<HTTPClientResponse, any Error>) {
        let (parts, sender) = AsyncStream<[UInt8]>.makeStream()
        let request = HTTPClientRequest(
            method: .post,
            url: bench.base + "/invocation/id-1/response",
            headers: streaming,
            body: .stream(parts)
        )
        return (sender, Task { try await bench.client.send(request) })
    }

    @Test func `a streamed answer reaches who takes parts while it is made`() async throws {
        try await withBench { bench in
            let witness = Witness()
            async let outcome = bench.begin("{}", takesStream: true, observer: witness)
            _ = try await bench.next()
            let (sender, posting) = beginStream(bench)
            sender.yield(Array("one".utf8))
            guard case .stream(let stream) = await outcome else { throw Unexpected() }
            #expect(stream.contentType == "application/vnd.awslambda.http-integration-response")
            #expect(try await stream.next() == Array("one".utf8))
            #expect(witness.ends.isEmpty)
            sender.yield(Array("two".utf8))
            #expect(try await stream.next() == Array("two".utf8))
            sender.finish()
            #expect(try await stream.next() == nil)
            #expect(try await posting.value.status == .accepted)
            #expect(witness.deliveries == 1)
            #expect(witness.ends.map(\.ending) == [.answered])
        }
    }

    @Test func `a streamed answer breaks off with its process`() async throws {
        try await withBench { bench in
            async let outcome = bench.begin("{}", takesStream: true)
            _ = try await bench.next()
            let (sender, posting) = beginStream(bench)
            sender.yield(Array("one".utf8))
            guard case .stream(let stream) = await outcome else { throw Unexpected() }
            #expect(try await stream.next() == Array("one".utf8))
            bench.api.processEnded("error: exit status 3")
            let failure = await #expect(throws: FunctionFailure.self) { _ = try await stream.next() }
            #expect(failure?.errorType == "Runtime.ExitError")
            sender.finish()
            _ = try? await posting.value
        }
    }

    // MARK: - lost polls

    @Test func `an event is not lost with the connection of a poll`() async throws {
        try await withBench { bench in
            // The client hangs up while it waits for an event.
            let hasty = HTTPClient(loop: try EventLoop.start())
            let poll = Task {
                try await hasty.send(HTTPClientRequest(url: bench.base + "/invocation/next"))
            }
            while bench.api.waitingPolls == 0 { try await Task.sleep(for: .milliseconds(1)) }
            poll.cancel()
            _ = try? await poll.value
            while bench.api.waitingPolls > 0 { try await Task.sleep(for: .milliseconds(1)) }
            async let outcome = bench.invoke("{\"n\":1}")
            #expect(try await bench.next().body == Array("{\"n\":1}".utf8))
            #expect(try await bench.post("/invocation/id-1/response", "2").status == .accepted)
            #expect(await outcome == .response([UInt8(ascii: "2")]))
        }
    }

    @Test func `an event that a ready process never got may go to another`() async throws {
        try await withBench { bench in
            let poll = bench.api.makePoll()
            async let delivery = bench.api.next(poll)
            while bench.api.waitingPolls == 0 { await Task.yield() }
            bench.api.pollClosed(poll)
            guard case .gone = await delivery else { throw Unexpected() }
            let witness = Witness()
            async let outcome = bench.begin("{}", observer: witness)
            while bench.api.pendingCount == 0 { await Task.yield() }
            bench.api.processEnded("signal: killed")
            let lost = await outcome
            #expect(lost == nil)
            #expect(witness.ends.isEmpty)
            let late = await bench.begin("{}")
            #expect(late == nil)
        }
    }

    // MARK: - somebody else's process

    @Test func `a runtime that runs elsewhere may try to start again`() async throws {
        let api = RuntimeAPI(RuntimeAPI.Limits(timeout: .seconds(60)), kill: nil)
        let calls = RuntimeAPICalls(api: api, replacesFailedStarts: false)
        let server = try await LocalServer.start { try await calls.respond(to: $0, $1) }
        let client = HTTPClient(loop: try EventLoop.start())
        let base = "http://127.0.0.1:\(server.port)/2018-06-01/runtime"
        func post(_ path: String, _ body: String) async throws -> HTTPResponse.Status {
            try await client.send(HTTPClientRequest(method: .post, url: base + path, body: .text(body))).status
        }
        let host = EmulatorHost(name: "f", api: api)
        async let failed = host.invoke(FunctionCall(event: Array("1".utf8))).collected()
        while api.pendingCount == 0 { await Task.yield() }
        #expect(try await post("/init/error", #"{"errorType":"E","errorMessage":"m"}"#) == .accepted)
        #expect(await failed == .failure(FunctionFailure(errorType: "E", errorMessage: "m")))
        let second = FunctionCall(event: Array("2".utf8))
        async let answered = host.invoke(second).collected()
        let event = try await client.send(HTTPClientRequest(url: base + "/invocation/next"))
        #expect(event.body == Array("2".utf8))
        #expect(try await post("/invocation/\(second.id)/response", "3") == .accepted)
        #expect(await answered == .response(Array("3".utf8)))
        // A process that works cannot say that it did not start.
        #expect(try await post("/init/error", "{}") == .forbidden)
        await host.stop()
        #expect(try await client.send(HTTPClientRequest(url: base + "/invocation/next")).status.code == 500)
        await server.stop()
    }

    struct Unexpected: Error {}

    /// Remembers how an invocation went.
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
}

extension HTTPField.Name {
    fileprivate static let responseMode = name("Lambda-Runtime-Function-Response-Mode")
    fileprivate static let errorType = name("Lambda-Runtime-Function-Error-Type")
    fileprivate static let errorBody = name("Lambda-Runtime-Function-Error-Body")

    private static func name(_ text: String) -> HTTPField.Name {
        HTTPField.Name(text) ?? .contentType
    }
}
