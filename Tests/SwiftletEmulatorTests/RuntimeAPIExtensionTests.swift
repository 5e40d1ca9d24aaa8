import Foundation
import HTTPTypes
import Swiftlet
import SwiftletGateway
import SwiftletIO
import SwiftletJSON
import SwiftletServer
import Synchronization
import TestSupport
import Testing

@testable import SwiftletEmulator

@Suite(.timeLimit(.minutes(2))) struct RuntimeAPIExtensionTests {
    private func register(
        _ bench: RuntimeAPIBench,
        name: String? = "flush",
        _ body: String = #"{"events":[]}"#
    ) async throws -> HTTPClientResponse {
        var headers: HTTPFields = [:]
        headers[field: "Lambda-Extension-Name"] = name
        let url = bench.base.replacing("/2018-06-01/runtime", with: "/2020-01-01/extension/register")
        return try await bench.client.send(
            HTTPClientRequest(method: .post, url: url, headers: headers, body: .text(body))
        )
    }

    @Test func `the first event waits for a registered extension`() async throws {
        try await RuntimeAPIBench.with { bench in
            let reply = try await register(bench)
            #expect(reply.status == .ok)
            let id = try #require(reply.headers[field: "Lambda-Extension-Identifier"])
            let registered = try JSON(parsing: reply.body)
            #expect(registered == ["functionName": "function", "functionVersion": "$LATEST", "handler": "app"])
            #expect(bench.api.hasExtensions)
            let witness = RuntimeAPIBench.Witness()
            async let outcome = bench.begin("{\"a\":1}", observer: witness)?.collected()
            async let event = bench.next()
            // Without waiting, the event would be delivered when the second of the two requests arrives.
            try await RuntimeAPIBench.wait { bench.api.waitingPolls == 1 && bench.api.pendingCount == 1 }
            #expect(witness.deliveries == 0)
            let client = HTTPClient(loop: try EventLoop.start())
            let url = bench.base.replacing("/2018-06-01/runtime", with: "/2020-01-01/extension/event/next")
            var headers: HTTPFields = [:]
            headers[field: "Lambda-Extension-Identifier"] = id
            let wait = Task { [headers] in try await client.send(HTTPClientRequest(url: url, headers: headers)) }
            #expect(try await event.body == Array("{\"a\":1}".utf8))
            #expect(try await bench.post("/invocation/id-1/response", "1").status == .accepted)
            #expect(await outcome == .success([UInt8(ascii: "1")]))
            #expect(try await register(bench).status == .forbidden)
            bench.api.processEnded("error: exit status 0")
            #expect(try await wait.value.status == .internalServerError)
        }
    }

    @Test func `a process that exits before its first poll does not block events`() async throws {
        try await RuntimeAPIBench.withEmulator { api, port in
            let base = "http://127.0.0.1:\(port)"
            var connection: RawConnection? = try RawConnection(port: port)
            _ = try await connection?.registerExtension()
            let witness = RuntimeAPIBench.Witness()
            var call = FunctionCall(event: Array("1".utf8))
            call.id = "id-1"
            let invocation = EmulatedInvocation(call, functionARN: "arn")
            let client = HTTPClient(loop: try EventLoop.start())
            let runtime = base + "/2018-06-01/runtime/invocation"
            async let outcome = api.invoke(invocation, observer: witness)?.collected()
            async let event = client.send(HTTPClientRequest(url: runtime + "/next"))
            try await RuntimeAPIBench.wait { api.waitingPolls == 1 && api.pendingCount == 1 }
            #expect(witness.deliveries == 0)
            #expect(connection != nil)
            connection = nil
            #expect(try await event.body == Array("1".utf8))
            let url = runtime + "/id-1/response"
            let reply = try await client.send(HTTPClientRequest(method: .post, url: url, body: .text("2")))
            #expect(reply.status == .accepted)
            #expect(await outcome == .success(Array("2".utf8)))
        }
    }

    @Test func `a restarted process registers its extension again`() async throws {
        try await RuntimeAPIBench.withEmulator { api, port in
            for _ in 0..<12 {
                var connection: RawConnection? = try RawConnection(port: port)
                let id = try #require(try await connection?.registerExtension())
                await connection?.askForExtensionEvent(id)
                var runtime: RawConnection? = try RawConnection(port: port)
                await runtime?.askForEvent()
                try await RuntimeAPIBench.wait { api.waitingPolls == 1 }
                (runtime, connection) = (nil, nil)
                try await RuntimeAPIBench.wait { !api.hasConnections && !api.hasExtensions }
            }
        }
    }

    @Test func `an extension is unregistered when its poll is closed`() async throws {
        try await RuntimeAPIBench.withEmulator { api, port in
            var connection: RawConnection? = try RawConnection(port: port)
            let id = try #require(try await connection?.registerExtension())
            await connection?.askForExtensionEvent(id)
            #expect(api.hasExtensions)
            connection = nil
            try await RuntimeAPIBench.wait { !api.hasExtensions }
        }
    }

    @Test func `an extension polls again after its connection was closed`() async throws {
        try await RuntimeAPIBench.with { bench in
            let port = try #require(URL(string: bench.base)?.port)
            var connection: RawConnection? = try RawConnection(port: port)
            let id = try #require(try await connection?.registerExtension(events: #"["INVOKE"]"#))
            await connection?.askForExtensionEvent(id)
            try await RuntimeAPIBench.wait { bench.api.polledExtensions == 1 }
            connection = nil
            try await RuntimeAPIBench.wait { bench.api.polledExtensions == 0 }

            async let outcome = bench.begin("1")?.collected()
            #expect(try await bench.next().body == Array("1".utf8))
            let other = try RawConnection(port: port)
            await other.askForExtensionEvent(id)
            let event = await other.read(until: "INVOKE")
            #expect(event.hasPrefix("HTTP/1.1 200"))
            #expect(try await bench.post("/invocation/id-1/response", "2").status == .accepted)
            #expect(await outcome == .success(Array("2".utf8)))
        }
    }

    @Test func `an event that cannot be delivered is sent with the next poll of the extension`() async throws {
        try await RuntimeAPIBench.with { bench in
            let (id, reply) = bench.api.registerExtension("flush", events: ["INVOKE"])
            #expect(reply == .accepted)
            async let outcome = bench.begin("1")?.collected()
            async let delivery = bench.next()
            for _ in 0..<2 {
                var poll = 0
                let result = await bench.api.extensionNext(id) { poll = $0 }
                guard case .event(let event) = result else {
                    Issue.record("no event")
                    break
                }
                #expect(event.invocation.id == "id-1")
                bench.api.extensionClosed(id, poll: poll)
            }
            let response = try await delivery
            #expect(response.body == Array("1".utf8))
            #expect(try await bench.post("/invocation/id-1/response", "2").status == .accepted)
            #expect(await outcome == .success(Array("2".utf8)))
        }
    }

    @Test(arguments: [(nil, nil), ("accountId", "012345678912")] as [(String?, String?)])
    func `a registration returns the function name and the handler`(
        feature: String?,
        account: String?
    ) async throws {
        try await RuntimeAPIBench.withEmulator { _, port in
            var headers: HTTPFields = [:]
            headers[field: "Lambda-Extension-Name"] = "e"
            headers[field: "Lambda-Extension-Accept-Feature"] = feature
            let url = "http://127.0.0.1:\(port)/2020-01-01/extension/register"
            let reply = try await HTTPClient(loop: try EventLoop.start())
                .send(HTTPClientRequest(method: .post, url: url, headers: headers, body: .text("{}")))
            let json = try JSON(parsing: reply.body)
            #expect(json["functionName"] == "f")
            #expect(json["handler"] == "h")
            #expect(json["accountId"]?.string == account)
        }
    }

    @Test(
        arguments: [
            (nil, #"{"events":[]}"#, "Extension.InvalidExtensionName"), ("e", "no JSON", "InvalidRequestFormat"),
            ("e", "[]", "InvalidRequestFormat"), ("e", #"{"events":"INVOKE"}"#, "InvalidRequestFormat"),
            ("e", #"{"events":[1]}"#, "InvalidRequestFormat"),
            ("e", #"{"events":[],"configurationKeys":["a"]}"#, "InvalidRequestFormat"),
            ("e", #"{"events":["SHUTDOWN"]}"#, "Extension.InvalidEventType"),
            ("e", #"{"events":["INVOKE","SHUTDOWN"]}"#, "Extension.InvalidEventType"),
            ("e", #"{"events":["OTHER"]}"#, "Extension.InvalidEventType"),
        ] as [(String?, String, String)]
    )
    func `an invalid registration is rejected`(name: String?, body: String, errorType: String) async throws {
        try await RuntimeAPIBench.with { bench in
            let reply = try await register(bench, name: name, body)
            #expect(reply.status == .forbidden)
            #expect(try JSON(parsing: reply.body)["errorType"]?.string == errorType)
            #expect(!bench.api.hasExtensions)
        }
    }

    @Test func `an extension cannot register for INVOKE with concurrent invocations`() async throws {
        try await RuntimeAPIBench.with(concurrency: 2) { bench in
            let reply = try await register(bench, #"{"events":["INVOKE"]}"#)
            #expect(try JSON(parsing: reply.body)["errorType"] == "Extension.InvalidEventType")
            #expect(try await register(bench).status == .ok)
        }
    }

    @Test func `an extension name can be registered only once`() async throws {
        try await RuntimeAPIBench.with { bench in
            #expect(try await register(bench).status == .ok)
            let second = try await register(bench)
            #expect(second.status == .forbidden)
            #expect(try JSON(parsing: second.body)["errorType"] == "Extension.InvalidExtensionState")
            #expect(try await register(bench, name: "other").status == .ok)
        }
    }
}
