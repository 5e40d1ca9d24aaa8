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
        let accepted = AcceptEncoding(field)
        #expect(accepted.preferred?.rawValue == coding)
        #expect(accepted.acceptsIdentity == acceptsIdentity)
    }
}
