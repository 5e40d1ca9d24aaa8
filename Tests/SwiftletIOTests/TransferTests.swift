import Testing

@testable import SwiftletIO

@Suite(.timeLimit(.minutes(1))) struct TransferTests {
    private func options() -> TransferOptions {
        var options = TransferOptions()
        options.usesEnvironmentProxy = false
        return options
    }

    @Test func `a transfer can be reused`() throws {
        let server = try ScriptedServer(responding: { .ok($0.text, [("X-Target", $0.target)]) })
        let loop = try EventLoop()
        let next = try Transfer(options())
        try next.setURL(server.url("/next"))
        try next.setMethod("GET")
        try next.setHeaders([("User-Agent", "test")])
        let reply = try Transfer(options())
        try reply.setHeaders([("User-Agent", "test"), ("Content-Type", "application/json")])
        try loop.run {
            for number in 0..<100 {
                try await loop.perform(next)
                #expect(next.head.first("x-target") == "/next")
                #expect(next.responseBody.isEmpty)
                try reply.setURL(server.url("/\(number)/response"))
                try reply.setMethod("POST", body: .bytes(Array("body \(number)".utf8)))
                try await loop.perform(reply)
                #expect(String(decoding: reply.responseBody, as: UTF8.self) == "body \(number)")
            }
        }
        #expect(server.accepted == 1)
        #expect(server.requests.count == 200)
        #expect(server.requests.allSatisfy { $0["user-agent"] == "test" })
    }

    @Test func `a transfer can be reused after a failure`() throws {
        let server = try ScriptedServer { connection in
            guard let request = connection.readRequest(), request.target != "/drop" else { return }
            connection.send(.ok("fine"))
        }
        let loop = try EventLoop()
        let transfer = try Transfer(options())
        try transfer.setMethod("GET")
        try transfer.setHeaders([])
        try loop.run {
            for _ in 0..<10 {
                try transfer.setURL(server.url("/drop"))
                await #expect(throws: HTTPClientError.self) { try await loop.perform(transfer) }
                #expect(transfer.head.status == 0)
                try transfer.setURL(server.url("/fine"))
                try await loop.perform(transfer)
                #expect(transfer.head.status == 200)
            }
        }
    }

    @Test func `waits and transfers share the loop`() throws {
        let server = try ScriptedServer { connection in
            while connection.readRequest() != nil {
                connection.pause(milliseconds: 20)
                connection.send(.ok())
            }
        }
        let loop = try EventLoop()
        let client = HTTPClient(loop: loop)
        let ticks = Shared(0)
        try loop.run {
            let ticking = Task(executorPreference: loop) {
                while true {
                    try await loop.sleep(for: .milliseconds(1))
                    ticks.update { $0 += 1 }
                }
            }
            _ = try await client.send(HTTPClientRequest(url: server.url()))
            ticking.cancel()
            await #expect(throws: CancellationError.self) { try await ticking.value }
        }
        #expect(ticks.value > 0)
    }
}
