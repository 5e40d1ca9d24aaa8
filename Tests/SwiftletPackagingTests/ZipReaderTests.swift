import Foundation
import Testing

@testable import SwiftletPackaging

@Suite struct ZipReaderTests {
    private func archive(_ content: [UInt8]) throws -> [UInt8] {
        var archive = ZipArchive()
        try archive.add("first", [1, 2, 3], isExecutable: false)
        try archive.add("bootstrap", content, isExecutable: true)
        return try archive.finish()
    }

    @Test(arguments: [[UInt8]([9, 8, 7]), [UInt8](repeating: 5, count: 100_000), Array((0..<200).map { UInt8($0) })])
    func `the start of a file is read, compressed or stored`(content: [UInt8]) throws {
        let reader = ZipReader(try archive(content))
        #expect(reader.start(of: "bootstrap", count: 64) == Array(content.prefix(64)))
        #expect(reader.start(of: "first", count: 64) == [1, 2, 3])
        #expect(reader.start(of: "second", count: 64) == nil)
    }

    @Test func `truncated and corrupted archives do not crash the reader`() throws {
        let bytes = try archive([UInt8](repeating: 5, count: 1000))
        for count in 0..<bytes.count {
            #expect(ZipReader(Array(bytes.prefix(count))).start(of: "bootstrap", count: 64) == nil)
        }
        for index in bytes.indices {
            var changed = bytes
            changed[index] = 0xFF
            // Parsing may succeed or fail but must not crash.
            _ = ZipReader(changed).start(of: "bootstrap", count: 64)
        }
    }
}
