import Swiftlet
import SwiftletCompression
import Synchronization
import Testing

@Suite struct StreamCompressionTests {
    private struct Broken: Error {}

    @Test(arguments: ["gzip", "deflate", "br", "zstd"])
    func `each part can be decompressed when it arrives`(coding: String) async throws {
        let parts = ["data: one\n\n", "", "data: two\n\n", String(repeating: "data: three\n\n", count: 10_000)]
        let body = try await compressed(parts, coding)
        let reader = Mutex(try decompressor(coding))
        let read = Mutex<[String]>([])
        let readPart: BodyStream.Write = { part in
            let bytes = try reader.withLock { try $0.append(part) }
            if !bytes.isEmpty { read.withLock { $0.append(String(decoding: bytes, as: UTF8.self)) } }
        }
        try await body.forEach(readPart)
        #expect(read.withLock { $0 } == parts.filter { !$0.isEmpty })
        #expect(reader.withLock { $0.isFinished })
    }

    @Test(arguments: ["gzip", "deflate", "br", "zstd"])
    func `an empty stream is valid compressed data`(coding: String) async throws {
        let bytes = try await compressed([], coding).collect()
        #expect(!bytes.isEmpty)
        #expect(try decompress(bytes, coding).isEmpty)
    }

    @Test(arguments: ["gzip", "deflate", "br", "zstd"])
    func `a stream that fails stays unfinished`(coding: String) async throws {
        let stream = BodyStream { write in
            try await write(Array("a part".utf8))
            throw Broken()
        }
        let body = try #require(try await respond(with: stream, accepting: coding).stream)
        let reader = Mutex(try decompressor(coding))
        let readPart: BodyStream.Write = { part in _ = try reader.withLock { try $0.append(part) } }
        await #expect(throws: Broken.self) {
            try await body.forEach(readPart)
        }
        #expect(reader.withLock { !$0.isFinished })
    }

    @Test func `a stream without Accept-Encoding is not compressed`() async throws {
        let response = try await respond(with: BodyStream { try await $0(Array("a".utf8)) }, accepting: nil)
        #expect(response.headers[.contentEncoding] == nil)
        #expect(try await response.stream?.collect() == Array("a".utf8))
    }

    private func compressed(_ parts: [String], _ coding: String) async throws -> BodyStream {
        let stream = BodyStream { write in
            for part in parts {
                try await write(Array(part.utf8))
            }
        }
        let response = try await respond(with: stream, accepting: coding)
        #expect(response.headers[.contentEncoding] == coding)
        #expect(response.headers[.vary] == "Accept-Encoding")
        return try #require(response.stream)
    }

    private func respond(with stream: BodyStream, accepting: String?) async throws -> Response {
        var request = Request()
        request.headers[.acceptEncoding] = accepting
        let plain = Response(headers: [.contentType: "text/event-stream"], body: .stream(stream))
        return try await Compression(codings: CompressionTests.codings)
            .handle(request, context: Context()) { _, _ in plain }
    }
}

extension Response {
    /// The streamed body, or `nil`.
    fileprivate var stream: BodyStream? {
        if case .stream(let stream) = body { stream } else { nil }
    }
}
