import Swiftlet
import SwiftletBrotli
import SwiftletCompression
import SwiftletZstandard
import TestSupport
import Testing

@Suite struct CompressionTests {
    static let codings: [ContentCoding] = [.zstandard, .brotli, .gzip, .deflate]
    static let text = String(repeating: "All work and no play makes Jack a dull boy. ", count: 200)

    @Test(arguments: ["gzip", "deflate", "br", "zstd"])
    func `a compressible body is compressed`(coding: String) async throws {
        let response = try await answer(.text(Self.text), accepting: coding)
        #expect(response.headers[.contentEncoding] == coding)
        #expect(response.headers[.vary] == "Accept-Encoding")
        #expect(response.headers[.contentType] == "text/plain; charset=utf-8")
        #expect(response.bytes.count < Self.text.utf8.count / 10)
        // The first bytes of RFC 1952, RFC 1950 and RFC 8878; Brotli has none.
        let magic: [String: [UInt8]] = ["gzip": [0x1f, 0x8b], "deflate": [0x78], "zstd": [0x28, 0xb5, 0x2f, 0xfd]]
        #expect(response.bytes.starts(with: magic[coding] ?? []))
        #expect(try decompress(response.bytes, coding) == Array(Self.text.utf8))
    }

    @Test(arguments: ["gzip", "br", "zstd"])
    func `a long body is compressed in slices`(coding: String) async throws {
        let long = (0..<70_000).map { "\($0 &* 2_654_435_761)" }.joined(separator: ",")
        let response = try await answer(.json(Array(long.utf8)), accepting: coding)
        #expect(try decompress(response.bytes, coding) == Array(long.utf8))
    }

    @Test(arguments: [Compression.Level.fastest, .balanced, .smallest], ["gzip", "deflate", "br", "zstd"])
    func `every level can be decompressed`(level: Compression.Level, coding: String) async throws {
        let compression = Compression(codings: Self.codings, level: level)
        let response = try await answer(.text(Self.text), accepting: coding, through: compression)
        #expect(try decompress(response.bytes, coding) == Array(Self.text.utf8))
    }

    @Test func `the default codings are gzip and deflate`() async throws {
        let response = try await answer(.text(Self.text), accepting: "br, zstd", through: Compression())
        #expect(response.headers[.contentEncoding] == nil)
        let both = try await answer(.text(Self.text), accepting: "br, deflate;q=0.1", through: Compression())
        #expect(both.headers[.contentEncoding] == "deflate")
    }

    @Test func `a response without Accept-Encoding is not compressed`() async throws {
        let response = try await answer(.text(Self.text), accepting: nil)
        #expect(response.headers[.contentEncoding] == nil)
        #expect(response.headers[.vary] == "Accept-Encoding")
        #expect(response.bytes == Array(Self.text.utf8))
    }

    @Test func `Vary keeps its other fields`() async throws {
        let response = try await answer(.text(Self.text), accepting: "gzip", headers: [.vary: "Origin"])
        #expect(response.headers[.vary] == "Origin, Accept-Encoding")
    }

    @Test(arguments: [
        (1_023, "gzip", false), (1_024, "gzip", true), (10, "gzip, identity;q=0", true),
        (0, "gzip, identity;q=0", false),
    ])
    func `short bodies are not compressed`(length: Int, accepted: String, isCompressed: Bool) async throws {
        let body = String(repeating: "a", count: length)
        let response = try await answer(.text(body), accepting: accepted)
        #expect((response.headers[.contentEncoding] == "gzip") == isCompressed)
    }

    @Test func `an incompressible body is not compressed`() async throws {
        var generator = SplitMix64(seed: 1)
        let noise = (0..<4_096).map { _ in UInt8.random(in: 0...255, using: &generator) }
        let plain = Response(headers: [.contentType: "text/plain"], body: .bytes(noise))
        #expect(try await answer(plain, accepting: "gzip").headers[.contentEncoding] == nil)
        for coding in ["gzip", "br", "zstd"] {
            let forced = try await answer(plain, accepting: "\(coding), identity;q=0")
            #expect(try decompress(forced.bytes, coding) == noise)
        }
    }

    @Test(arguments: [
        ("application/json", true), ("application/problem+json", true), ("text/html; charset=utf-8", true),
        ("image/svg+xml", true), ("application/wasm", true), ("image/png", false), ("IMAGE/JPEG", false),
        ("application/zip", false), ("video/mp4", false), ("font/woff2", false), ("application/octet-stream", false),
    ])
    func `only compressible media types are compressed`(type: String, isCompressed: Bool) async throws {
        let response = try await answer(.text(Self.text, contentType: type), accepting: "gzip")
        #expect((response.headers[.contentEncoding] == "gzip") == isCompressed)
        #expect((response.headers[.vary] == "Accept-Encoding") == isCompressed)
    }

    @Test(arguments: [
        (HTTPField.Name.contentEncoding, "br"), (.contentEncoding, "gzip"), (.cacheControl, "public, No-Transform"),
        (.contentRange, "bytes 0-9/10"),
    ])
    func `encoded and no-transform responses are not compressed`(name: HTTPField.Name, value: String) async throws {
        let response = try await answer(.text(Self.text), accepting: "gzip", headers: [name: value])
        #expect(response.bytes == Array(Self.text.utf8))
        #expect(response.headers[name] == value)
    }

    @Test(arguments: [204, 205, 206, 304, 416])
    func `some statuses are not compressed`(code: Int) async throws {
        let response = try await answer(.text(Self.text, status: .init(code: code)), accepting: "gzip")
        #expect(response.headers[.contentEncoding] == nil)
    }

    @Test func `Not Modified has the Vary field of the full response`() async throws {
        #expect(try await answer(Response(.notModified), accepting: "gzip").headers[.vary] == "Accept-Encoding")
    }

    @Test func `errors are compressed too`() async throws {
        let response = try await answer(.text(Self.text, status: .internalServerError), accepting: "gzip")
        #expect(response.headers[.contentEncoding] == "gzip")
        #expect(response.status == .internalServerError)
    }

    @Test func `a response to HEAD is not compressed`() async throws {
        let response = try await answer(.text(Self.text), accepting: "gzip", method: .head)
        #expect(response.headers[.contentEncoding] == nil)
        #expect(response.headers[.vary] == "Accept-Encoding")
    }

    @Test(arguments: [("\"abc\"", "W/\"abc\""), ("W/\"abc\"", "W/\"abc\"")])
    func `the entity tag becomes weak`(tag: String, expected: String) async throws {
        let response = try await answer(.text(Self.text), accepting: "gzip", headers: [.eTag: tag])
        #expect(response.headers[.eTag] == expected)
        let plain = try await answer(.text(Self.text), accepting: nil, headers: [.eTag: tag])
        #expect(plain.headers[.eTag] == tag)
    }

    @Test func `Content-Length and Accept-Ranges are removed`() async throws {
        let headers: HTTPFields = [.contentLength: "\(Self.text.utf8.count)", .acceptRanges: "bytes"]
        let response = try await answer(.text(Self.text), accepting: "gzip", headers: headers)
        #expect(response.headers[.contentLength] == nil)
        #expect(response.headers[.acceptRanges] == nil)
    }

    @Test func `an app responds Not Modified for the tag of the compressed response`() async throws {
        let app = App(title: "Text", version: "1") {
            Compression()
            EntityTag()
            Endpoint(.get, "/text") { Response.text(Self.text) }
        }
        let first = await app.respond(to: request(accepting: "gzip"), context: Context())
        let tag = try #require(first.headers[.eTag])
        #expect(first.headers[.contentEncoding] == "gzip")
        var again = request(accepting: "gzip")
        again.headers[.ifNoneMatch] = tag
        let second = await app.respond(to: again, context: Context())
        #expect(second.status == .notModified)
        #expect(second.headers[.eTag] == tag)
    }

    private func request(accepting: String?) -> Request {
        var request = Request(path: "/text")
        request.headers[.acceptEncoding] = accepting
        return request
    }

    /// The response after the middleware.
    private func answer(
        _ response: Response,
        accepting: String?,
        headers: HTTPFields = [:],
        method: HTTPRequest.Method = .get,
        through compression: Compression = Compression(codings: codings)
    ) async throws -> Response {
        var response = response
        for field in headers {
            response.headers[field.name] = field.value
        }
        var request = request(accepting: accepting)
        request.method = method
        return try await compression.handle(request, context: Context()) { [response] _, _ in response }
    }
}

extension Response {
    /// The bytes of a body that is no stream.
    var bytes: [UInt8] {
        if case .bytes(let bytes) = body { bytes } else { [] }
    }
}
