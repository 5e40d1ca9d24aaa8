import Swiftlet
import SwiftletGateway
import TestSupport
import Testing

@testable import SwiftletEmulator

/// Separately started processes, whose exit the emulator recognizes only by their closed connections.
@Suite(.timeLimit(.minutes(2))) struct ReplacedProcessTests {
    private func invoke(_ api: RuntimeAPI, _ id: String) async -> Result<[UInt8], FunctionFailure>? {
        var call = FunctionCall(event: Array("\"\(id)\"".utf8))
        call.id = id
        let invocation = EmulatedInvocation(call, functionARN: "arn")
        return await api.invoke(invocation, observer: RuntimeAPIBench.Witness())?.collected()
    }

    private func isExit(_ outcome: Result<[UInt8], FunctionFailure>?) -> Bool {
        guard case .failure(let failure) = outcome else { return false }
        return failure.errorType == "Runtime.ExitError"
    }

    private func respond(to id: String, on connection: RawConnection) async -> String {
        await connection.send(
            "POST /2018-06-01/runtime/invocation/\(id)/response HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n1"
        )
        return await connection.read(until: "}")
    }

    @Test(arguments: [true, false])
    func `a process that exits during an invocation is replaced by the next one`(hasExtension: Bool) async throws {
        try await RuntimeAPIBench.withEmulator { api, port in
            var `extension`: RawConnection? = try RawConnection(port: port)
            if hasExtension, let id = try await `extension`?.registerExtension() {
                await `extension`?.askForExtensionEvent(id)
            }
            var runtime: RawConnection? = try RawConnection(port: port)
            await runtime?.askForEvent()
            async let first = invoke(api, "one")
            #expect(await runtime?.read(until: "\"one\"").hasPrefix("HTTP/1.1 200") == true)
            (runtime, `extension`) = (nil, nil)
            try await RuntimeAPIBench.wait { !api.hasConnections && !api.hasExtensions }

            let (next, other) = (try RawConnection(port: port), try RawConnection(port: port))
            if hasExtension { await other.askForExtensionEvent(try await other.registerExtension()) }
            async let second = invoke(api, "two")
            await next.askForEvent()
            #expect(isExit(await first))
            #expect(await next.read(until: "\"two\"").hasPrefix("HTTP/1.1 200"))
            #expect(await respond(to: "two", on: next).hasPrefix("HTTP/1.1 202"))
            #expect(await second == .success([UInt8(ascii: "1")]))
        }
    }

    @Test func `a process whose extension has not finished is replaced by the next one`() async throws {
        try await RuntimeAPIBench.withEmulator { api, port in
            var `extension`: RawConnection? = try RawConnection(port: port)
            let id = try #require(try await `extension`?.registerExtension(events: #"["INVOKE"]"#))
            await `extension`?.askForExtensionEvent(id)
            try await RuntimeAPIBench.wait { api.polledExtensions == 1 }
            var runtime: RawConnection? = try RawConnection(port: port)
            await runtime?.askForEvent()
            async let first = invoke(api, "one")
            #expect(await runtime?.read(until: "\"one\"").hasPrefix("HTTP/1.1 200") == true)
            #expect(await `extension`?.read(until: "INVOKE").hasPrefix("HTTP/1.1 200") == true)
            if let runtime { #expect(await respond(to: "one", on: runtime).hasPrefix("HTTP/1.1 202")) }
            #expect(await first == .success([UInt8(ascii: "1")]))
            (runtime, `extension`) = (nil, nil)
            try await RuntimeAPIBench.wait { !api.hasConnections }

            let next = try RawConnection(port: port)
            async let second = invoke(api, "two")
            await next.askForEvent()
            #expect(await next.read(until: "\"two\"").hasPrefix("HTTP/1.1 200"))
            #expect(await respond(to: "two", on: next).hasPrefix("HTTP/1.1 202"))
            #expect(await second == .success([UInt8(ascii: "1")]))
        }
    }

    @Test func `the first poll replaces a process with concurrent invocations`() async throws {
        try await RuntimeAPIBench.withEmulator(concurrency: 4) { api, port in
            var runtime: RawConnection? = try RawConnection(port: port)
            await runtime?.askForEvent()
            async let first = invoke(api, "one")
            #expect(await runtime?.read(until: "\"one\"").hasPrefix("HTTP/1.1 200") == true)
            runtime = nil
            try await RuntimeAPIBench.wait { !api.hasConnections }

            let workers = try (0..<4).map { _ in try RawConnection(port: port) }
            for worker in workers { await worker.askForEvent() }
            #expect(isExit(await first))
            try await RuntimeAPIBench.wait { api.waitingPolls == 4 }
        }
    }

    @Test func `a process with an open connection is not replaced`() async throws {
        try await RuntimeAPIBench.withEmulator { api, port in
            let (runtime, other) = (try RawConnection(port: port), try RawConnection(port: port))
            await runtime.askForEvent()
            async let outcome = invoke(api, "one")
            #expect(await runtime.read(until: "\"one\"").hasPrefix("HTTP/1.1 200"))
            await #expect(throws: RawConnection.Unavailable.self) { try await other.registerExtension() }
            await other.askForEvent()
            #expect(await other.read(until: "}").hasPrefix("HTTP/1.1 403"))
            #expect(await respond(to: "one", on: runtime).hasPrefix("HTTP/1.1 202"))
            #expect(await outcome == .success([UInt8(ascii: "1")]))
            // Between two events it has no pending request but remains the current process.
            await #expect(throws: RawConnection.Unavailable.self) { try await other.registerExtension() }
        }
    }

    @Test func `a runtime that opens a connection per request is not replaced`() async throws {
        try await RuntimeAPIBench.withEmulator { api, port in
            async let outcome = invoke(api, "one")
            var connection: RawConnection? = try RawConnection(port: port)
            await connection?.askForEvent()
            #expect(await connection?.read(until: "\"one\"").hasPrefix("HTTP/1.1 200") == true)
            connection = nil
            try await RuntimeAPIBench.wait { !api.hasConnections }
            #expect(await respond(to: "one", on: try RawConnection(port: port)).hasPrefix("HTTP/1.1 202"))
            #expect(await outcome == .success([UInt8(ascii: "1")]))
        }
    }
}
