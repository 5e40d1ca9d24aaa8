import SwiftletJSON
import TestSupport
import Testing

@Suite struct NumberTests {
    struct Literal: Sendable, CustomTestStringConvertible {
        let text: String
        var int64: Int64?
        var uint64: UInt64?
        var double: Double?
        /// The written form; the literal itself unless given.
        var written: String?

        var testDescription: String { text }
    }

    static let literals: [Literal] = [
        Literal(text: "0", int64: 0, uint64: 0, double: 0),
        Literal(text: "-0", int64: 0, uint64: 0, double: -0.0, written: "0"),
        Literal(text: "1", int64: 1, uint64: 1, double: 1),
        Literal(text: "-1", int64: -1, uint64: nil, double: -1),
        Literal(text: "9007199254740993", int64: 9_007_199_254_740_993, uint64: 9_007_199_254_740_993, double: 0x1p53),
        Literal(text: "9223372036854775807", int64: .max, uint64: UInt64(Int64.max), double: 0x1p63),
        Literal(text: "9223372036854775808", int64: nil, uint64: 9_223_372_036_854_775_808, double: 0x1p63),
        Literal(text: "-9223372036854775808", int64: .min, uint64: nil, double: -0x1p63),
        Literal(text: "-9223372036854775809", int64: nil, uint64: nil, double: -0x1p63),
        Literal(text: "18446744073709551615", int64: nil, uint64: .max, double: 0x1p64),
        Literal(text: "18446744073709551616", int64: nil, uint64: nil, double: 0x1p64),
        Literal(text: "100000000000000000000000000000", double: 1e29),
        Literal(text: "3.0", double: 3),
        Literal(text: "3e0", double: 3, written: "3.0"),
        Literal(text: "1.50", double: 1.5, written: "1.5"),
        Literal(text: "0.1", double: 0.1),
        Literal(text: "-0.0", double: -0.0),
        Literal(text: "1E5", double: 100_000, written: "100000.0"),
        Literal(text: "1e22", double: 1e22, written: "1e+22"),
        Literal(text: "1e23", double: 1e23, written: "1e+23"),
        Literal(text: "123456789.123456789e-5", double: 1234.56789123456789),
        Literal(text: "1.7976931348623157e308", double: .greatestFiniteMagnitude, written: "1.7976931348623157e+308"),
        Literal(text: "2.2250738585072014e-308", double: .leastNormalMagnitude),
        Literal(text: "5e-324", double: .leastNonzeroMagnitude),
        Literal(text: "1e-400", double: 0),
        Literal(text: "1e400", double: nil),
        Literal(text: "-1e400", double: nil),
        Literal(text: "1e999999999999999999999", double: nil),
        Literal(text: "0e999999999999999999999", double: 0, written: "0.0"),
        // Halfway between two doubles, and on either side of it.
        Literal(text: "0.3000000000000000166533453693773481063544750213623046874", double: 0.3),
        Literal(text: "0.3000000000000000166533453693773481063544750213623046875", double: 0.3.nextUp),
        Literal(text: "0.3000000000000000166533453693773481063544750213623046876", double: 0.3.nextUp),
        Literal(text: "1.000000000000000000000000", double: 1, written: "1.0"),
        Literal(text: "0.12345678901234567", double: 0.12345678901234567),
        Literal(text: "0.123456789012345678", double: 0.123456789012345678),
        Literal(text: "3.141592653589793238462643383279", double: .pi),
        Literal(text: "9007199254740993.0", double: 0x1p53),
        Literal(text: "2.2250738585072011e-308", double: Double.leastNormalMagnitude.nextDown),
        Literal(text: "4.94065645841247e-324", double: .leastNonzeroMagnitude),
        Literal(text: "9999999999999999.0", double: 1e16),
        Literal(text: "100000000000000.01", double: 100_000_000_000_000.02),
        Literal(text: "0.1234567890123456", double: 0.1234567890123456),
        Literal(text: "1234567890.1234567", double: 1_234_567_890.1234567),
        Literal(text: "0.000001", double: 1e-6, written: "1e-06"),
        Literal(text: "0.0001", double: 0.0001),
        Literal(text: "10000000000000000.0", double: 1e16, written: "1e+16"),
    ]

    @Test(arguments: literals)
    func `numbers round-trip`(_ literal: Literal) throws {
        let node = try JSONDocument(parsing: Array(literal.text.utf8)).root
        #expect(node.kind == .number)
        #expect(node.int64 == literal.int64)
        #expect(node.int == literal.int64.flatMap(Int.init(exactly:)))
        #expect(node.uint64 == literal.uint64)
        #expect(node.double == literal.double)
        #expect(node.double?.sign == literal.double?.sign)
        #expect(node.numberText == literal.text)
        let value = node.value
        #expect(value.int64 == literal.int64)
        #expect(value.uint64 == literal.uint64)
        #expect(value.double == literal.double)
        #expect(value.description == literal.written ?? literal.text)
    }

    @Test func `doubles are correctly rounded`() throws {
        var random = SplitMix64(seed: 11)
        for _ in 0..<20_000 {
            let double = Double(bitPattern: random.next())
            guard double.isFinite else { continue }
            let text = double.description
            #expect(try JSONDocument(parsing: Array(text.utf8)).root.double == double)
        }
        for _ in 0..<20_000 {
            let digits = random.next() % 10_000_000_000_000_000
            let text = "\(digits)e\(Int(random.next() % 60) - 30)"
            #expect(try JSONDocument(parsing: Array(text.utf8)).root.double == Double(text))
        }
    }

    @Test func `numbers of the same value are equal`() throws {
        #expect(JSON.integer(1) == 1.0)
        #expect(JSON.integer(1).hashValue == JSON.double(1).hashValue)
        #expect(JSON.integer(UInt64.max) != JSON.double(0x1p64))
        // The value of a double is its decimal description.
        #expect(JSON.integer(9_223_372_036_854_776_000 as UInt64) == JSON.double(0x1p63))
        #expect(JSON.integer(1_152_921_504_606_847_000) == JSON.double(0x1p60))
        #expect(JSON.integer(UInt64(1) << 53) == JSON.double(0x1p53))
        #expect(JSON.double(0.5) != 0)
        #expect(JSON.double(-0.0) == 0)
        #expect(try JSON(parsing: "1e400") == JSON(parsing: "1e400"))
        #expect(try JSON(parsing: "1e400") != JSON(parsing: "1e401"))
        #expect(try JSON(parsing: "9007199254740993") != JSON(parsing: "9007199254740992"))
    }

    @Test func `numbers are created from integers and doubles`() throws {
        #expect(JSONNumber(UInt64.max).text == "18446744073709551615")
        #expect(JSONNumber(Int128.max).text == "170141183460469231731687303715884105727")
        #expect(JSONNumber(Double.nan) == nil)
        #expect(JSONNumber(-Double.infinity) == nil)
        #expect(JSON.double(.nan) == .null)
        #expect(try JSONNumber(text: "1e400").text == "1e400")
        #expect(try JSONNumber(text: "12").int == 12)
        for text in ["", "x", "01", " 1", "1 ", "NaN", "\"1\"", "[1]", "1,2", "null"] {
            #expect(throws: JSONError.self) { try JSONNumber(text: text) }
        }
    }

    @Test func `accessors of another kind return nil`() throws {
        for text in ["null", "true", "\"1\"", "[1]", "{\"a\":1}"] {
            let node = try JSONDocument(parsing: Array(text.utf8)).root
            #expect(node.int == nil && node.int64 == nil && node.uint64 == nil && node.double == nil)
            #expect(node.numberText == nil && node.number == nil)
        }
    }
}
