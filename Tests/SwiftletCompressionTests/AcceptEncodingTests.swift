import SwiftletBrotli
import SwiftletZstandard
import Testing

@testable import SwiftletCompression

@Suite struct AcceptEncodingTests {
    @Test(
        arguments: [
            (nil, nil, true), ("", nil, true), ("gzip", "gzip", true), ("GZip", "gzip", true), ("x-gzip", "gzip", true),
            ("deflate", "deflate", true), ("gzip, deflate, br, zstd", "gzip", true), ("deflate, gzip", "gzip", true),
            ("br", nil, true), ("*", "gzip", true), ("*;q=0", nil, false), ("identity", nil, true),
            ("gzip;q=0", nil, true), ("gzip;q=0, *", "deflate", true), ("gzip;q=0.5, deflate;q=0.8", "deflate", true),
            ("gzip;q=0.5, deflate;q=0.5", "gzip", true), ("gzip; q=0.5 , identity ; q=0.9", nil, true),
            ("gzip;q=0.9, identity;q=0.5", "gzip", true), ("gzip, identity", "gzip", true),
            ("gzip, identity;q=0", "gzip", false), ("br, identity;q=0", nil, false), ("*;q=0, gzip", "gzip", false),
            ("*;q=0, identity", nil, true), ("gzip;q=0.001", "gzip", true), ("gzip;q=1.000", "gzip", true),
            ("gzip;Q=0", nil, true), ("gzip;level=9;q=0.3", "gzip", true),
            // Malformed elements are ignored.
            ("gzip;q=2", nil, true), ("gzip;q=1.001", nil, true), ("gzip;q=0.0001", nil, true), ("gzip;q=", nil, true),
            ("gzip;q=-1", nil, true), ("gzip;q=.5", nil, true), (",,;;q=1, gzip", "gzip", true),
            ("gzip;q=0.5x", nil, true),
        ] as [(String?, String?, Bool)]
    )
    func `the best acceptable coding is chosen`(field: String?, coding: String?, acceptsIdentity: Bool) {
        let accepted = AcceptEncoding(field, codings: [.gzip, .deflate])
        #expect(accepted.preferred?.name == coding)
        #expect(accepted.acceptsIdentity == acceptsIdentity)
    }

    @Test(
        arguments: [
            // As sent by Chrome, Safari, curl and proxies.
            ("gzip, deflate, br, zstd", "zstd"), ("gzip, deflate, br", "br"), ("deflate, gzip", "gzip"), ("BR", "br"),
            ("zstd;q=0.5, br;q=0.7, gzip;q=0.6", "br"), ("zstd;q=0, br;q=0, *", "gzip"),
            ("br;q=0.1, gzip;q=0.2", "gzip"),
            ("*", "zstd"), ("*;q=0.5, gzip", "gzip"), ("zst, bro, brotli, zstandard", nil), ("br;q=0", nil),
            ("zstd;q=0.9, identity", nil),
        ] as [(String, String?)]
    )
    func `the first of several codings with the same weight is chosen`(field: String, coding: String?) {
        let codings: [ContentCoding] = [.zstandard, .brotli, .gzip]
        #expect(AcceptEncoding(field, codings: codings).preferred?.name == coding)
        guard field == "gzip, deflate, br, zstd" else { return }
        #expect(AcceptEncoding(field, codings: codings.reversed()).preferred == .gzip)
        #expect(AcceptEncoding(field, codings: []).preferred == nil)
    }
}
