import Foundation
import Testing

@testable import SwiftletEvents

/// Decompression of gzip and zlib data, compared with zlib itself.
@Suite struct InflaterTests {
    /// Compresses with Python, whose module `zlib` is zlib.
    private static func compress(_ data: [UInt8], with expression: String) throws -> [UInt8] {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "python3", "-c",
            "import sys, zlib, gzip; d = sys.stdin.buffer.read(); sys.stdout.buffer.write(\(expression))",
        ]
        let input = Pipe()
        let output = Pipe()
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        // Written concurrently, as both pipes have a limited capacity.
        let writer = Thread {
            try? input.fileHandleForWriting.write(contentsOf: data)
            try? input.fileHandleForWriting.close()
        }
        writer.start()
        let result = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return Array(result)
    }

    /// Texts with different statistics: empty, short, repetitive, random, and like a log.
    private static let texts: [[UInt8]] = {
        var random = SystemRandomNumberGenerator()
        let log = (0..<500)
            .map { #"{"level":"INFO","message":"Request \#($0) took \#($0 % 97) ms","path":"/orders/\#($0 * 7)"}"# }
        return [
            [], [0], Array("a".utf8), [UInt8](repeating: 120, count: 40_000),
            (0..<40_000).map { _ in UInt8.random(in: 0...255, using: &random) },
            Array(log.joined(separator: "\n").utf8),
            (0..<40_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 5) },
        ]
    }()

    @Test(arguments: [
        "gzip.compress(d, 1)", "gzip.compress(d, 9)", "zlib.compress(d, 0)", "zlib.compress(d, 6)",
        "(lambda c: c.compress(d) + c.flush())(zlib.compressobj(9, zlib.DEFLATED, 31, 9, zlib.Z_HUFFMAN_ONLY))",
        "(lambda c: c.compress(d) + c.flush())(zlib.compressobj(9, zlib.DEFLATED, 31, 9, zlib.Z_FIXED))",
        "(lambda c: b''.join(c.compress(d[i:i+999]) + c.flush(zlib.Z_SYNC_FLUSH) for i in range(0, len(d), 999)) + c.flush())(zlib.compressobj(6, zlib.DEFLATED, 31))",
    ])
    func `decompresses what zlib compresses`(expression: String) throws {
        for text in Self.texts {
            let compressed = try Self.compress(text, with: expression)
            #expect(try Gzip.decompress(compressed, limit: text.count) == text)
            if !text.isEmpty {
                #expect(throws: InflateError.tooLarge) { try Gzip.decompress(compressed, limit: text.count - 1) }
            }
        }
    }

    @Test func `decompresses several members, and skips the optional fields of a header`() throws {
        let first = try Self.compress(Array("first ".utf8), with: "gzip.compress(d)")
        let second = try Self.compress(Array("second".utf8), with: "gzip.compress(d)")
        #expect(try Gzip.decompress(first + second, limit: 100) == Array("first second".utf8))
        // FEXTRA, FNAME, FCOMMENT and FHCRC
        var header = Array(first[..<10])
        header[3] = 0x1e
        header += [2, 0, 1, 2] + Array("name\0comment\0".utf8) + [0, 0]
        #expect(try Gzip.decompress(header + first[10...], limit: 100) == Array("first ".utf8))
    }

    @Test func `rejects damaged and truncated data`() throws {
        let text = Array("The quick brown fox jumps over the lazy dog. ".utf8)
        let all = Array(repeatElement(text, count: 20).joined())
        for expression in ["gzip.compress(d)", "zlib.compress(d)", "zlib.compress(d, 0)"] {
            let compressed = try Self.compress(all, with: expression)
            for count in 0..<compressed.count {
                #expect(throws: InflateError.self) { try Gzip.decompress(Array(compressed[..<count]), limit: 10_000) }
            }
            for index in compressed.indices {
                var damaged = compressed
                damaged[index] ^= 0x55
                // Only the time, the flags of the compressor and the operating system in a header are not verified.
                if let result = try? Gzip.decompress(damaged, limit: 10_000) { #expect(result == all) }
            }
        }
    }

    @Test func `never crashes, and respects the limit`() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<3000 {
            let count = Int.random(in: 0..<60, using: &random)
            let body = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            for prefix in [[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3], [0x78, 0x9c]] as [[UInt8]] {
                if let output = try? Gzip.decompress(prefix + body, limit: 1000) { #expect(output.count <= 1000) }
            }
        }
    }

    @Test(
        arguments: [
            [], [3, 3, 3], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], [1, 1, 1], [1, 2], [2, 2, 2],
        ] as [[UInt8]]
    )
    func `rejects incomplete and over-subscribed codes`(lengths: [UInt8]) {
        if lengths.isEmpty {
            #expect(throws: Never.self) { try HuffmanTable(lengths: lengths) }
        } else {
            #expect(throws: InflateError.invalid) { try HuffmanTable(lengths: lengths) }
        }
    }
}
