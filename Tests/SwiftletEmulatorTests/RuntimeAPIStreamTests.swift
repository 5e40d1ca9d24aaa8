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

/// Tests streamed responses.
@Suite(.timeLimit(.minutes(2))) struct RuntimeAPIStreamTests {
    private let streaming: HTTPFields = [
        .responseMode: "streaming",
        .contentType: "application/vnd.awslambda.http-integration-response",
        .trailer: "Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body",
    ]

    @Test func `a streamed response is buffered unmodified for a caller that does not stream`() async throws {
        try await RuntimeAPIBench.with { bench in
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
            guard case .success(let bytes) = await outcome else { throw RuntimeAPIBench.Unexpected() }
            // Including the prelude, which Lambda parses only where it streams.
            let expected = Array(#"{"statusCode":201,"cookies":["a=b"]}"#.utf8) + [UInt8](repeating: 0, count: 8)
            #expect(bytes == expected + Array("one two".utf8))
            #expect(
                try JSON(parsing: StreamBuffering.buffered(bytes, contentType: streaming[.contentType]))
                    == ["statusCode": 201, "cookies": ["a=b"], "body": "one two", "isBase64Encoded": false]
            )
        }
    }

    @Test func `a streamed response has the limit of a buffered one for a caller that does not stream`() async throws {
        try await RuntimeAPIBench.with { bench in
            async let outcome = bench.invoke("{}")
            _ = try await bench.next()
            let parts = AsyncStream([UInt8].self) { stream in
                for _ in 0..<2 { stream.yield([UInt8](repeating: 65, count: 501)) }
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
            #expect(reply.status == .contentTooLarge)
            guard case .failure(let failure) = await outcome else { throw RuntimeAPIBench.Unexpected() }
            #expect(failure.errorType == "Function.ResponseSizeTooLarge")
        }
    }

    @Test func `a failed stream reports its error in the trailers`() async throws {
        try await RuntimeAPIBench.with { bench in
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

    /// Starts a streamed response without finishing it.
    private func beginStream(
        _ bench: RuntimeAPIBench
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

    @Test func `a streamed response is forwarded chunk by chunk`() async throws {
        try await RuntimeAPIBench.with { bench in
            let witness = RuntimeAPIBench.Witness()
            async let outcome = bench.begin("{}", acceptsStream: true, observer: witness)
            _ = try await bench.next()
            let (sender, posting) = beginStream(bench)
            sender.yield(Array("one".utf8))
            guard case .stream(let stream) = await outcome else { throw RuntimeAPIBench.Unexpected() }
            #expect(stream.contentType == "application/vnd.awslambda.http-integration-response")
            #expect(try await stream.next() == Array("one".utf8))
            #expect(witness.ends.isEmpty)
            sender.yield(Array("two".utf8))
            #expect(try await stream.next() == Array("two".utf8))
            sender.finish()
            #expect(try await stream.next() == nil)
            #expect(try await posting.value.status == .accepted)
            #expect(witness.deliveries == 1)
            #expect(witness.ends.map(\.ending) == [.succeeded])
        }
    }

    @Test func `an endless streamed response is aborted at the limit with a 413`() async throws {
        try await RuntimeAPIBench.with(maximumStreamedBytes: 1000) { bench in
            let witness = RuntimeAPIBench.Witness()
            async let outcome = bench.begin("{}", acceptsStream: true, observer: witness)
            _ = try await bench.next()
            let process = try RawConnection(port: try #require(URL(string: bench.base)?.port))
            await process.send(
                "POST /2018-06-01/runtime/invocation/id-1/response HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
                    + "Lambda-Runtime-Function-Response-Mode: streaming\r\n\r\n3e8\r\n\(String(repeating: "a", count: 1000))\r\n"
            )
            guard case .stream(let stream) = await outcome else { throw RuntimeAPIBench.Unexpected() }
            var count = 0
            while count < 1000, let part = try await stream.next() { count += part.count }
            #expect(count == 1000)
            #expect(witness.ends.isEmpty)
            // One more byte, without the end of the body.
            await process.send("1\r\na\r\n")
            #expect(await process.read(until: "}").hasPrefix("HTTP/1.1 413"))
            let failure = await #expect(throws: FunctionFailure.self) { _ = try await stream.next() }
            #expect(failure?.errorType == "Function.ResponseSizeTooLarge")
            #expect(failure?.errorMessage.contains("limit of 1000 bytes") == true)
            #expect(witness.ends.map(\.ending) == [.tooLarge])
            #expect(try await bench.post("/invocation/id-1/error", "{}").status == .forbidden)
        }
    }

    @Test func `a streamed response is aborted when its process exits`() async throws {
        try await RuntimeAPIBench.with { bench in
            async let outcome = bench.begin("{}", acceptsStream: true)
            _ = try await bench.next()
            let (sender, posting) = beginStream(bench)
            sender.yield(Array("one".utf8))
            guard case .stream(let stream) = await outcome else { throw RuntimeAPIBench.Unexpected() }
            #expect(try await stream.next() == Array("one".utf8))
            bench.api.processEnded("error: exit status 3")
            let failure = await #expect(throws: FunctionFailure.self) { _ = try await stream.next() }
            #expect(failure?.errorType == "Runtime.ExitError")
            sender.finish()
            _ = try? await posting.value
        }
    }
}
