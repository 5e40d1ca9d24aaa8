import Testing

@testable import SwiftletFiles

@Suite struct ByteRangesTests {
    @Test(arguments: [
        ("bytes=0-0", [0..<1]), ("bytes=0-", [0..<10]), ("bytes=5-", [5..<10]), ("bytes=-3", [7..<10]),
        ("bytes=-30", [0..<10]), ("bytes=0-99", [0..<10]), ("bytes=9-9223372036854775807", [9..<10]),
        ("bytes=9-99999999999999999999999", [9..<10]), ("bytes=-99999999999999999999999", [0..<10]),
        ("BYTES=1-2", [1..<3]), ("bytes= 1-2 , 4-5 ,", [1..<3, 4..<6]), ("bytes=4-5,1-2", [1..<3, 4..<6]),
        ("bytes=0-4,2-6", [0..<7]), ("bytes=0-4,5-6", [0..<7]), ("bytes=0-1,20-30", [0..<2]),
        ("bytes=0-9,0-9,0-9", [0..<10]), ("bytes=0-0,-1", [0..<1, 9..<10]),
    ])
    func `ranges in the file are sorted and disjoint`(field: String, ranges: [Range<Int>]) {
        #expect(ByteRanges(field, size: 10) == .parts(ranges))
    }

    @Test(arguments: ["bytes=10-", "bytes=10-20", "bytes=99999999999999999999999-", "bytes=-0", "bytes=20-30,40-50"])
    func `ranges after the end are unsatisfiable`(field: String) {
        #expect(ByteRanges(field, size: 10) == .unsatisfiable)
    }

    @Test(arguments: [
        "", "bytes", "bytes=", "bytes=,", "bytes=-", "bytes=a-b", "bytes=1", "bytes=2-1", "bytes=1-2,x", "items=0-1",
        "bytes =0-1", "bytes=+1-2", "bytes=1--2", "bytes=1-2-3", "bytes=0x1-2", "bytes=\u{661}-\u{662}",
        "bytes=" + Array(repeating: "0-0", count: 33).joined(separator: ","),
    ])
    func `a field that is malformed, of another unit or too long is ignored`(field: String) {
        #expect(ByteRanges(field, size: 10) == .whole)
    }

    @Test(arguments: ["bytes=0-", "bytes=0-0", "bytes=-5"]) func `a range of an empty file is ignored`(field: String) {
        #expect(ByteRanges(field, size: 0) == .whole)
    }
}
