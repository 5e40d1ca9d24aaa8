import Testing

@testable import SwiftletIO

@Suite(.timeLimit(.minutes(1))) struct TransferTests {
    private func options() -> TransferOptions {
        var options = TransferOptions()
        options.usesEnvironmentProxy = false
        return options
    }

    @Test func aPreparedTransferIsUsedAgain() throws {
        let server = try ScriptedServer(answering: { .ok($0.text, [("X-Target", $0.target)]) })
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
                #expect(next.replyBody.isEmpty)
                try reply.setURL(server.url("/\(number)/response"))
                try reply.setMethod("POST", body: .bytes(Array("body \(number)".utf8)))
                try await loop.perform(reply)
                #expect(String(decoding: reply.replyBody, as: UTF8.self) == "body \(number)")
            }
        }
        #expect(server.accepted == 1)
        #expect(server.requests.count == 200)
        #expect(server.requests.allSatisfy { $0["user-agent"] == "test" })
    }

    @Test func aServerIsSetOnceAndTargetsByRequest() throws {
        let server = try ScriptedServer(answering: {
            .ok($0.text, [("X-Target", $0.target), ("X-Host", $0["host"] ?? "")])
        })
        let loop = try EventLoop()
        let transfer = try Transfer(options())
        try transfer.setServer(server.url())
        try loop.run {
            for target in ["/next", "/a/../b?c=%2F", "/.rt/next", "/" + String(repeating: "x", count: 3000)] {
                try transfer.setTarget(target)
                try transfer.setMethod("GET")
                try await loop.perform(transfer)
                #expect(transfer.head.first("x-target") == target)
                #expect(transfer.head.first("x-host") == "127.0.0.1:\(server.port)")
                try transfer.setMethod("POST", body: .bytes(Array("body".utf8)))
                try await loop.perform(transfer)
                #expect(String(decoding: transfer.replyBody, as: UTF8.self) == "body")
            }
            // A body in chunks takes the handle, and the new one has server and target too.
            for _ in 0..<2 {
                let channel = UploadChannel()
                try transfer.setMethod("POST", body: .channel(channel))
                try await channel.write(Array("chunk".utf8))
                channel.finish()
                try await loop.perform(transfer)
                #expect(String(decoding: transfer.replyBody, as: UTF8.self) == "chunk")
                #expect(transfer.head.first("x-target")?.utf8.count == 3001)
            }
        }
        #expect(server.accepted == 1)
    }

    @Test(arguments: ["/a b", "/a\r\nb", "/\u{7f}"])
    func aTargetThatWouldEndTheRequestLineIsRefused(target: String) throws {
        let transfer = try Transfer(options())
        let error = #expect(throws: HTTPClientError.self) { try transfer.setTarget(target) }
        #expect(error?.code == .invalidURL)
    }

    @Test(arguments: ["", "no url", "http://[::1", "http://host:99999/"])
    func aMalformedServerIsRefused(url: String) throws {
        let transfer = try Transfer(options())
        let error = #expect(throws: HTTPClientError.self) { try transfer.setServer(url) }
        #expect(error?.code == .invalidURL)
    }

    @Test func aFailureLeavesTheTransferUsable() throws {
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

    @Test func waitsAndTransfersShareTheLoop() throws {
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
