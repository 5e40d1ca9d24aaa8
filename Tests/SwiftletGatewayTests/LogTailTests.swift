import Testing

@testable import SwiftletGateway

@Suite struct LogTailTests {
    @Test func `a log tail keeps only the last bytes`() {
        let tail = LogTail()
        for number in 0..<10_000 { tail.append("\(number)\n".utf8) }
        #expect(tail.bytes.count == LogTail.limit)
        #expect(String(decoding: tail.bytes, as: UTF8.self).hasSuffix("\n9998\n9999\n"))
    }
}
