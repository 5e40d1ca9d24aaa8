import HTTPTypes
import Swiftlet
import SwiftletGateway
import SwiftletIO
import SwiftletJSON
import SwiftletServer
import Testing

@testable import SwiftletEmulator

/// Extensions that are registered for `INVOKE` events.
@Suite(.timeLimit(.minutes(2))) struct ExtensionEventTests {
    /// An extension that sends its requests directly.
    private struct ExtensionClient: Sendable {
        let base: String
        let client: HTTPClient
        var id: String?

        init(_ bench: RuntimeAPIBench) throws {
            base = bench.base.replacing("/2018-06-01/runtime", with: "/2020-01-01/extension")
            client = HTTPClient(loop: try EventLoop.start())
        }

        /// Registers an extension for `INVOKE`.
        static func registered(_ bench: RuntimeAPIBench) async throws -> ExtensionClient {
            var client = try ExtensionClient(bench)
            let reply = try await client.call(
                .post,
                "/register",
                ["Lambda-Extension-Name": "e"],
                #"{"events":["INVOKE"]}"#
            )
            client.id = reply.headers[field: "Lambda-Extension-Identifier"]
            return client
        }

        func call(
            _ method: HTTPRequest.Method,
            _ path: String,
            _ fields: [String: String] = [:],
            _ body: String? = nil
        ) async throws -> HTTPClientResponse {
            var headers: HTTPFields = [:]
            headers[field: "Lambda-Extension-Identifier"] = id
            for (name, value) in fields { headers[field: name] = value }
            return try await client.send(
                HTTPClientRequest(
                    method: method,
                    url: base + path,
                    headers: headers,
                    body: body.map { .text($0) } ?? .none
                )
            )
        }

        func next() async throws -> HTTPClientResponse { try await call(.get, "/event/next") }
    }

    private func errorType(_ reply: HTTPClientResponse) throws -> String? {
        try JSON(parsing: reply.body)["errorType"]?.string
    }

    @Test func `an extension receives an event for each invocation and delays the next one`() async throws {
        try await RuntimeAPIBench.with { bench in
            let client = try await ExtensionClient.registered(bench)
            for number in 0..<2 {
                let witness = RuntimeAPIBench.Witness()
                async let outcome = bench.begin("\(number)", observer: witness)?.collected()
                async let event = bench.next()
                try await RuntimeAPIBench.wait { bench.api.waitingPolls == 1 && bench.api.pendingCount == 1 }
                // The extension has not yet polled, or is still processing the previous event.
                #expect(witness.deliveries == 0)
                let notice = try await client.next()
                let received = try await event
                #expect(received.body == Array("\(number)".utf8))
                #expect(notice.status == .ok)
                #expect(notice.headers[.contentType] == "application/json")
                #expect(notice.headers[field: "Lambda-Extension-Event-Identifier"]?.count == 36)
                let json = try JSON(parsing: notice.body)
                #expect(json["eventType"] == "INVOKE")
                #expect(json["requestId"]?.string == received.headers[field: "Lambda-Runtime-Aws-Request-Id"])
                #expect(
                    json["deadlineMs"]?.int.map { "\($0)" } == received.headers[field: "Lambda-Runtime-Deadline-Ms"]
                )
                #expect(
                    json["invokedFunctionArn"]?.string == received.headers[field: "Lambda-Runtime-Invoked-Function-Arn"]
                )
                #expect(json["tracing"]?["type"] == "X-Amzn-Trace-Id")
                #expect(json["tracing"]?["value"]?.string == received.headers[field: "Lambda-Runtime-Trace-Id"])
                #expect(try await bench.post("/invocation/id-1/response", "1").status == .accepted)
                // The caller does not wait for the extension.
                #expect(await outcome == .success([UInt8(ascii: "1")]))
            }
        }
    }

    @Test func `an extension has the same deadline as the function`() async throws {
        try await RuntimeAPIBench.with(timeout: .seconds(1)) { bench in
            let client = try await ExtensionClient.registered(bench)
            async let outcome = bench.begin("{}")?.collected()
            async let event = bench.next()
            _ = try await client.next()
            _ = try await event
            #expect(try await bench.post("/invocation/id-1/response", "1").status == .accepted)
            #expect(await outcome == .success([UInt8(ascii: "1")]))
            #expect(bench.kills.count == 0)
            try await RuntimeAPIBench.wait { bench.kills.count == 1 }
        }
    }

    @Test func `an extension has one poll at a time`() async throws {
        try await RuntimeAPIBench.with { bench in
            let client = try await ExtensionClient.registered(bench)
            let other = try ExtensionClient(bench)
            async let outcome = bench.begin("{}")?.collected()
            let notice = Task { try await client.next() }
            async let event = bench.next()
            #expect(try await event.status == .ok)
            _ = try await notice.value
            let wait = Task { try await client.next() }
            var second = other
            second.id = client.id
            // The second of the two polls is rejected.
            let rejected = Task { [second] in try await second.next() }
            #expect(try await bench.post("/invocation/id-1/response", "1").status == .accepted)
            _ = await outcome
            let first = await withTaskGroup(of: HTTPClientResponse?.self) { group in
                group.addTask { try? await wait.value }
                group.addTask { try? await rejected.value }
                let first = await group.next() ?? nil
                bench.api.processEnded("error: exit status 0")
                return first
            }
            let reply = try #require(first)
            #expect(reply.status == .forbidden)
            #expect(try errorType(reply) == "Extension.InvalidExtensionState")
        }
    }

    @Test func `requests of an extension require the identifier of its registration`() async throws {
        try await RuntimeAPIBench.with { bench in
            var client = try await ExtensionClient.registered(bench)
            for (id, errorType) in [
                (nil, "Extension.MissingExtensionIdentifier"), ("none", "Extension.InvalidExtensionIdentifier"),
                ("00000000-0000-4000-8000-000000000000", "Extension.UnknownExtensionIdentifier"),
            ] as [(String?, String)] {
                client.id = id
                for (method, path) in [
                    (HTTPRequest.Method.get, "/event/next"), (.post, "/init/error"), (.post, "/exit/error"),
                ] {
                    let fields = ["Lambda-Extension-Function-Error-Type": "Extension.Oops"]
                    let reply = try await client.call(method, path, fields)
                    #expect(reply.status == .forbidden)
                    #expect(try self.errorType(reply) == errorType)
                }
            }
        }
    }

    @Test(arguments: ["/init/error", "/exit/error"])
    func `polls of an extension are rejected after it has reported an error`(path: String) async throws {
        try await RuntimeAPIBench.with(timeout: .seconds(1)) { bench in
            let client = try await ExtensionClient.registered(bench)
            let unnamed = try await client.call(.post, path)
            #expect(unnamed.status == .forbidden)
            #expect(try errorType(unnamed) == "Extension.MissingHeader")
            let fields = ["Lambda-Extension-Function-Error-Type": "Extension.Oops"]
            #expect(try await client.call(.post, path, fields).status == .accepted)
            let next = try await client.next()
            #expect(try errorType(next) == "Extension.InvalidExtensionState")
            // It blocks the first event until the timeout.
            async let event = bench.next()
            guard case .failure(let failure) = await bench.invoke("{}") else { throw RuntimeAPIBench.Unexpected() }
            #expect(failure.errorType == "Sandbox.Timedout")
            #expect(bench.kills.count == 1)
            bench.api.processEnded("error: signal: killed")
            _ = try await event
        }
    }

    @Test func `an extension cannot report an initialization error after its first poll`() async throws {
        try await RuntimeAPIBench.with { bench in
            let client = try await ExtensionClient.registered(bench)
            async let outcome = bench.begin("{}")?.collected()
            async let event = bench.next()
            _ = try await client.next()
            _ = try await event
            let fields = ["Lambda-Extension-Function-Error-Type": "Extension.Oops"]
            let reply = try await client.call(.post, "/init/error", fields)
            #expect(try errorType(reply) == "Extension.InvalidExtensionState")
            #expect(try await client.call(.post, "/exit/error", fields).status == .accepted)
            #expect(try await bench.post("/invocation/id-1/response", "1").status == .accepted)
            _ = await outcome
        }
    }
}
