import SwiftletJSON
import TestSupport
import Testing

/// The value of a number is exact for any number of digits.
@Suite struct ExactNumberTests {
    /// Sign, significant digits and power of ten of a literal, computed independently.
    private func form(_ literal: String) -> String {
        let parts = literal.lowercased().split(separator: "e")
        var mantissa = String(parts[0])
        let sign = mantissa.hasPrefix("-") ? "-" : ""
        if !sign.isEmpty { mantissa.removeFirst() }
        let halves = mantissa.split(separator: ".")
        let fraction = halves.count == 2 ? String(halves[1]) : ""
        var digits = Substring(halves[0] + fraction)
        var exponent = (parts.count == 2 ? Int(parts[1]) ?? 0 : 0) - fraction.utf8.count
        while digits.last == "0" {
            digits.removeLast()
            exponent += 1
        }
        digits = digits.drop { $0 == "0" }
        return digits.isEmpty ? "0" : "\(sign)\(digits)e\(exponent)"
    }

    @Test(arguments: [1, 2, 9, 14, 15, 16, 17, 18, 19, 20, 30])
    func `a decimal has the same value after a round trip`(count: Int) throws {
        var random = SplitMix64(seed: UInt64(count))
        for _ in 0..<2000 {
            let digits = (0..<count).map { _ in "\(Int.random(in: 0...9, using: &random))" }.joined()
            let exponent = Int.random(in: -330...310, using: &random)
            for text in ["0.\(digits)", "1\(digits).0", "-0.\(digits)e\(exponent)"] {
                let number = try JSONNumber(text: text)
                #expect(form(number.text) == form(text))
            }
        }
    }

    @Test(
        arguments: [
            ("9007199254740993.0", 9_007_199_254_740_993), ("9007199254740993e0", 9_007_199_254_740_993),
            ("9.223372036854775807e18", .max), ("-9223372036854775808.00", .min), ("1e3", 1000), ("2.0", 2),
            ("9223372036854775808.0", nil), ("1e400", nil), ("1e-1", nil), ("9007199254740993.5", nil),
            ("1e999999999999999999999", nil), ("0e999999999999999999999", 0),
            ("1.23456789012345e18", 1_234_567_890_123_450_000), ("-1.23456789012345e18", -1_234_567_890_123_450_000),
        ] as [(String, Int?)]
    )
    func `an integer with a fraction or an exponent is decoded exactly`(text: String, expected: Int?) throws {
        if let expected {
            #expect(try JSON.decode(Int.self, from: Array(text.utf8)) == expected)
        } else {
            #expect(throws: DecodingError.self) { try JSON.decode(Int.self, from: Array(text.utf8)) }
        }
    }

    @Test func `integers of 128 bits may have an exponent`() throws {
        #expect(try JSON.decode(UInt128.self, from: Array("\(UInt128.max).0".utf8)) == .max)
        #expect(try JSON.decode(Int128.self, from: Array("\(Int128.min)".utf8)) == .min)
        #expect(
            try JSON.decode(UInt128.self, from: Array("1e38".utf8)) == UInt128("1" + String(repeating: "0", count: 38))
        )
        #expect(throws: DecodingError.self) { try JSON.decode(UInt128.self, from: Array("1e39".utf8)) }
    }

    @Test(
        arguments: [
            ("1", "1.0"), ("9007199254740993", "9007199254740993.0"), ("0.12345678901234567", "12345678901234567e-17"),
            ("0.5", "0.50000000000000000000"), ("1e400", "10e399"), ("18446744073709551616", "18446744073709551616.0"),
            ("0", "-0.0"), ("1e-400", "0.1e-399"), ("1e20", "100000000000000000000"),
            ("1.23456789012345e18", "1234567890123450000"), ("-1.23456789012345e18", "-1234567890123450000"),
        ]
    )
    func `numbers of the same value are equal`(first: String, second: String) throws {
        let (first, second) = (try JSONNumber(text: first), try JSONNumber(text: second))
        #expect(first == second)
        #expect(first.hashValue == second.hashValue)
    }

    @Test(
        arguments: [
            ("9007199254740993.0", "9007199254740992.0"), ("0.12345678901234567", "0.12345678901234566"),
            ("1e400", "1e401"), ("1e-400", "0"), ("1e-400", "1e-401"),
        ]
    )
    func `numbers of different values differ`(first: String, second: String) throws {
        #expect(try JSONNumber(text: first) != JSONNumber(text: second))
    }
}
