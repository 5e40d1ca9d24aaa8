import SwiftletJSON
import Testing

/// Keys are compared by code points through `Codable` too, however many there are.
@Suite struct ExactKeyTests {
    private struct Key: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }
        init?(intValue: Int) { nil }
        init(stringValue: String) { self.stringValue = stringValue }
    }

    private struct Pair: Codable, Equatable {
        var composed: Int
        var decomposed: Int
        var others: Int

        static let keys = (Key(stringValue: "\u{E9}"), Key(stringValue: "e\u{301}"))

        init(others: Int) {
            (composed, decomposed, self.others) = (1, 2, others)
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            composed = try container.decode(Int.self, forKey: Self.keys.0)
            decomposed = try container.decode(Int.self, forKey: Self.keys.1)
            others = container.allKeys.count - 2
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(composed, forKey: Self.keys.0)
            for number in 0..<others { try container.encode(0, forKey: Key(stringValue: "k\(number)")) }
            try container.encode(decomposed, forKey: Self.keys.1)
        }
    }

    @Test(arguments: [0, 22, 23, 100])
    func `canonically equivalent keys are different members`(others: Int) throws {
        let pair = Pair(others: others)
        let bytes = try JSON.encode(pair)
        #expect(try JSON(parsing: bytes).object?.count == others + 2)
        #expect(try JSON.decode(Pair.self, from: bytes) == pair)
    }

    @Test func `values that differ deep inside have different hashes`() {
        let values = (0..<1000).map { JSON.array([.array([.array([.integer($0)])])]) }
        #expect(Set(values.map(\.hashValue)).count > 990)
    }

    @Test func `a value that is nested deeper than the limit is not decoded`() throws {
        var value = JSON.null
        for _ in 0..<1000 { value = .array([value]) }
        #expect(throws: JSONError.self) { try JSON.decode(JSON.self, from: value) }
        let limits = JSONLimits(maxDepth: 1000)
        #expect(try JSON.decode(JSON.self, from: value, limits: limits) == value)
    }
}
