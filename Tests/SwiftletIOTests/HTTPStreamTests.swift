import Foundation
import HTTPTypes
import Testing

@testable import SwiftletIO

@Suite(.timeLimit(.minutes(1))) struct HTTPStreamTests {
    private struct Planned: Error, Equatable {}

    private func text(_ body: HTTPClientStream.Body) async throws -> String {
        var bytes: [UInt8] = []
        for try await piece in body { bytes += piece }
        return String(decoding: bytes, as: UTF8.self)
    }

    // MARK: - Replies

    @Test func `the head arrives before the body`() async throws {
        let gate = DispatchSemaphore(value: 0)
        let server = try ScriptedServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.sendChunkedHead(201, [("X-Head", "yes")])
            gate.wait()
            connection.sendChunk("one ")
            gate.wait()
            connection.sendChunk("two")
            connection.sendLastChunk(trailers: [("X-Sum", "2")])
        }
        let stream = try await testClient().stream(HTTPClientRequest(url: server.url()))
        #expect(stream.status == .created)
        #expect(stream.headers[HTTPField.Name("x-head")!] == "yes")
        #expect(stream.body.trailers == nil)
        var pieces = stream.body.makeAsyncIterator()
        gate.signal()
        #expect(try await pieces.next() == Array("one ".utf8))
        gate.signal()
        #expect(try await pieces.next() == Array("two".utf8))
        #expect(try await pieces.next() == nil)
        #expect(stream.body.trailers?[HTTPField.Name("x-sum")!] == "2")
    }

    @Test(arguments: ["HTTP/1.1 204 No Content\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"])
    func `a response without a body`(reply: String) async throws {
        let server = try ScriptedServer { connection in
            while connection.readRequest() != nil { connection.send(reply) }
        }
        try await withOwnConnections { client in
            for _ in 0..<3 {
                let stream = try await client.stream(HTTPClientRequest(url: server.url()))
                #expect(try await text(stream.body) == "")
            }
            #expect(server.accepted == 1)
        }
    }

    @Test func `a slow reader applies back pressure`() async throws {
        let total = 16 << 20
        let server = try ScriptedServer(responding: { _ in .init(body: Array(repeating: 7, count: total)) })
        let limit = 32 * 1024
        let client = testClient { $0.streamBufferBytes = limit }
        let stream = try await client.stream(HTTPClientRequest(url: server.url()))
        var count = 0
        for try await piece in stream.body {
            // libcurl delivers at most 16 KiB at a time, which may be added to a buffer that is not full.
            #expect(piece.count < limit + 16 * 1024)
            count += piece.count
            if count.isMultiple(of: 64) { await Task.yield() }
        }
        #expect(count == total)
    }

    @Test func `a truncated body throws`() async throws {
        let server = try ScriptedServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
        }
        let stream = try await testClient().stream(HTTPClientRequest(url: server.url()))
        #expect(stream.status == .ok)
        var pieces = stream.body.makeAsyncIterator()
        #expect(try await pieces.next() == Array("half".utf8))
        let error = await #expect(throws: HTTPClientError.self) { try await pieces.next() }
        #expect(error?.code == .connectionClosed)
    }

    @Test func `a missing head throws`() async throws {
        let server = try ScriptedServer { _ = $0.readRequest() }
        let error = await #expect(throws: HTTPClientError.self) {
            try await testClient().stream(HTTPClientRequest(url: server.url()))
        }
        #expect(error?.code == .connectionClosed)
    }

    @Test func `a released stream cancels its transfer`() async throws {
        let closed = AsyncStream<Void>.makeStream()
        let server = try ScriptedServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.sendChunkedHead()
            connection.sendChunk("first")
            connection.readToEnd()
            closed.continuation.yield()
        }
        let client = testClient()
        func readOne() async throws {
            let stream = try await client.stream(HTTPClientRequest(url: server.url()))
            for try await piece in stream.body {
                #expect(piece == Array("first".utf8))
                break
            }
        }
        try await readOne()
        for await _ in closed.stream { break }
    }

    @Test func `cancellation while reading`() async throws {
        let closed = AsyncStream<Void>.makeStream()
        let server = try ScriptedServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.sendChunkedHead()
            connection.readToEnd()
            closed.continuation.yield()
        }
        let client = testClient()
        let head = AsyncStream<Void>.makeStream()
        let task = Task {
            let stream = try await client.stream(HTTPClientRequest(url: server.url()))
            head.continuation.yield()
            for try await _ in stream.body {}
        }
        for await _ in head.stream { break }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        for await _ in closed.stream { break }
    }

    @Test func `cancellation before the head`() async throws {
        let closed = AsyncStream<Void>.makeStream()
        let server = try ScriptedServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.readToEnd()
            closed.continuation.yield()
        }
        let client = testClient()
        let task = Task { try await client.stream(HTTPClientRequest(url: server.url())) }
        while server.requests.isEmpty { try await client.loop.sleep(for: .milliseconds(1)) }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        for await _ in closed.stream { break }
    }

    // MARK: - Requests

    private func pieces(_ texts: String...) -> AsyncStream<[UInt8]> {
        AsyncStream { continuation in
            for text in texts { continuation.yield(Array(text.utf8)) }
            continuation.finish()
        }
    }

    @Test func `a streamed body is chunked`() async throws {
        let server = try ScriptedServer(responding: { .ok($0.text) })
        try await withOwnConnections { client in
            for _ in 0..<3 {
                let response = try await client.send(
                    HTTPClientRequest(
                        method: .post,
                        url: server.url(),
                        body: .stream(pieces("one ", "", "two ", "three"))
                    )
                )
                #expect(String(decoding: response.body, as: UTF8.self) == "one two three")
            }
            let request = try #require(server.requests.first)
            #expect(request["transfer-encoding"] == "chunked")
            #expect(request["content-length"] == nil)
            #expect(request["expect"] == nil)
            #expect(request.trailers.isEmpty)
            #expect(server.accepted == 1)
        }
    }

    @Test func `trailers are sent`() async throws {
        let server = try ScriptedServer(responding: { .ok($0.text) })
        let name = HTTPField.Name("X-Sum")!
        let body = HTTPClientRequest.Body.stream(pieces("abc")) { [name: "3", HTTPField.Name("X-Other")!: "a: b"] }
        let request = HTTPClientRequest(method: .put, url: server.url(), headers: [.trailer: "X-Sum"], body: body)
        let client = testClient()
        _ = try await client.send(request)
        let seen = try #require(server.requests.first)
        #expect(seen.method == "PUT")
        #expect(seen.text == "abc")
        #expect(seen["trailer"] == "X-Sum")
        #expect(seen.trailers.map(\.name) == ["X-Sum", "X-Other"])
        #expect(seen.trailers.map(\.value) == ["3", "a: b"])
        _ = try await client.send(
            HTTPClientRequest(method: .post, url: server.url(), body: .stream(pieces("no trailers")))
        )
        #expect(server.requests.last?.trailers.isEmpty == true)
    }

    @Test func `chunks are sent as they are written`() async throws {
        let server = try ScriptedServer { connection in
            guard var request = connection.readHead() else { return }
            connection.sendChunkedHead()
            // The response begins before the request has ended, and ends after it.
            connection.sendChunk("got the head")
            guard connection.readBody(&request) else { return }
            connection.sendChunk(request.text)
            connection.sendLastChunk()
        }
        let (source, writer) = AsyncStream<[UInt8]>.makeStream()
        let stream = try await testClient()
            .stream(
                HTTPClientRequest(method: .post, url: server.url(), body: .stream(source))
            )
        var pieces = stream.body.makeAsyncIterator()
        #expect(try await pieces.next() == Array("got the head".utf8))
        writer.yield(Array("late ".utf8))
        try await EventLoop.shared.sleep(for: .milliseconds(2))
        writer.yield(Array("body".utf8))
        writer.finish()
        #expect(try await pieces.next() == Array("late body".utf8))
        #expect(try await pieces.next() == nil)
    }

    /// Blocks of 64 KiB, with the number of those requested.
    private struct Blocks: AsyncSequence, AsyncIteratorProtocol, Sendable {
        var left: Int
        let produced: Shared<Int>

        func makeAsyncIterator() -> Blocks { self }

        mutating func next() async throws -> [UInt8]? {
            guard left > 0 else { return nil }
            left -= 1
            produced.update { $0 += 1 }
            return Array(repeating: 1, count: 64 * 1024)
        }
    }

    @Test func `a slow server applies back pressure to the source`() async throws {
        let server = try ScriptedServer { connection in
            guard connection.readHead() != nil else { return }
            connection.send(.status(413))
            connection.readToEnd()
        }
        let blocks = Blocks(left: 4000, produced: Shared(0))
        let response = try await testClient()
            .send(
                HTTPClientRequest(method: .post, url: server.url(), body: .stream(blocks))
            )
        #expect(response.status.code == 413)
        #expect(blocks.produced.value < 4000)
    }

    @Test func `many blocks arrive complete`() async throws {
        let server = try ScriptedServer(responding: { .ok("\($0.body.count)") })
        let blocks = Blocks(left: 200, produced: Shared(0))
        let response = try await testClient()
            .send(
                HTTPClientRequest(method: .post, url: server.url(), body: .stream(blocks))
            )
        #expect(String(decoding: response.body, as: UTF8.self) == "\(200 * 64 * 1024)")
    }

    @Test func `a failing source aborts the request`() async throws {
        let ended = AsyncStream<Bool>.makeStream()
        let server = try ScriptedServer { connection in
            ended.continuation.yield(connection.readRequest() == nil)
        }
        let source = AsyncThrowingStream<[UInt8], any Error> { continuation in
            continuation.yield(Array("half".utf8))
            continuation.finish(throwing: Planned())
        }
        await #expect(throws: Planned.self) {
            try await testClient().send(HTTPClientRequest(method: .post, url: server.url(), body: .stream(source)))
        }
        for await isIncomplete in ended.stream {
            #expect(isIncomplete)
            break
        }
    }

    @Test func `a channel can be written directly`() async throws {
        let server = try ScriptedServer(responding: { .ok($0.text) })
        let loop = EventLoop.shared
        let channel = UploadChannel(highWater: 4)
        let transfer = try Transfer()
        try transfer.setURL(server.url())
        try transfer.setMethod("POST", body: .channel(channel))
        try transfer.setHeaders([("Trailer", "Error")])
        async let done: Void = loop.perform(transfer)
        for piece in ["one ", "two ", "three is longer than the mark"] {
            try await channel.write(Array(piece.utf8))
        }
        channel.finish(trailers: [("Error", "none")])
        try await done
        #expect(transfer.head.status == 200)
        #expect(String(decoding: transfer.responseBody, as: UTF8.self) == "one two three is longer than the mark")
        #expect(server.requests.first?.trailers.first?.value == "none")
        let error = await #expect(throws: HTTPClientError.self) { try await channel.write([1]) }
        #expect(error?.code == .connectionClosed)
    }
}
