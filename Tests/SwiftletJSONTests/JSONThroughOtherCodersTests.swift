import Foundation
import SwiftletJSON
import TestSupport
import Testing

@Suite struct JSONThroughOtherCodersTests {
    @Test func `a value can be coded by Foundation's coders`() throws {
        let value: JSON = ["a": [1, -2.5, "x", nil, true, [:], []], "b": .integer(UInt64.max), "c": ["d": [[1]]]]
        let data = try JSONEncoder().encode(value)
        #expect(try JSONDecoder().decode(JSON.self, from: data) == value)
        #expect(try JSON(parsing: Array(data)) == value)
        #expect(throws: EncodingError.self) { try JSONEncoder().encode([JSON(parsing: "1e400")]) }
    }

    @Test func `doubles are parsed like Foundation's`() throws {
        var random = SplitMix64(seed: 3)
        for _ in 0..<2000 {
            let text =
                "\(random.next() % 1_000_000_000_000_000_000).\(random.next() % 1_000_000)e\(Int(random.next() % 500) - 250)"
            let expected = try JSONDecoder().decode([Double].self, from: Data("[\(text)]".utf8))
            #expect(try JSONDocument(parsing: Array(text.utf8)).root.double == expected.first)
        }
    }
}
