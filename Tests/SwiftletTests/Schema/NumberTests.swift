import Foundation
import SwiftletJSON
import Testing

@testable import Swiftlet

@Suite struct NumberTests {
    @Test(arguments: PydanticNumbers.integer.cases)
    func `decodes integers like Pydantic`(_ example: PydanticCase) throws {
        try example.check(Int.self)
        try example.check(Int64.self)
        if example.output == "1000" { return }
        try example.check(Int8.self)
    }

    @Test(arguments: PydanticNumbers.boundedInteger.cases)
    func `checks inclusive bounds of integers like Pydantic`(_ example: PydanticCase) throws {
        try example.check(Int.self, .range(1...10))
        try example.check(Int.self, .ge(1), .le(10))
        try example.check(UInt8.self, .range(1...10))
        try example.check(Int32.self, .range(1...), .range(...10))
    }

    @Test(arguments: PydanticNumbers.openInteger.cases)
    func `checks exclusive bounds of integers like Pydantic`(_ example: PydanticCase) throws {
        try example.check(Int.self, .gt(1), .lt(10))
        try example.check(Int.self, .gt(1), .range(..<10))
    }

    @Test(arguments: PydanticNumbers.evenInteger.cases)
    func `checks multiples of integers like Pydantic`(_ example: PydanticCase) throws {
        try example.check(Int.self, .multipleOf(3))
    }

    @Test(
        arguments: [
            ("-9223372036854775808", nil), ("9223372036854775807", nil),
            ("9223372036854775808", "less_than_equal"), ("-9223372036854775809", "greater_than_equal"),
            ("18446744073709551616", "less_than_equal"), ("1e300", "less_than_equal"), ("-1e30", "greater_than_equal"),
            (#""9223372036854775808""#, "less_than_equal"), (#""-9223372036854775808""#, nil),
            (#""-9223372036854775809""#, "greater_than_equal"), ("1e400", "finite_number"), ("-1e400", "finite_number"),
        ] as [(String, String?)]
    )
    func `rejects integers out of range`(_ input: String, _ type: String?) throws {
        let (value, errors) = try validate(Int.self, input)
        #expect(errors.map(\.type) == (type.map { [$0] } ?? []))
        #expect((value == nil) == (type != nil))
    }

    @Test func `checks the limits of each integer type`() throws {
        #expect(try decoded(UInt64.self, "18446744073709551615") == .max)
        #expect(try decoded(UInt8.self, "255") == 255)
        #expect(try decoded(Int8.self, "-128") == -128)
        let errors = try rejected(UInt8.self, "256")
        #expect(errors.first?.message == "Input should be less than or equal to 255")
        #expect(errors.first?.context == ["le": 255])
        #expect(try rejected(UInt.self, "-1").first?.context == ["ge": 0])
        #expect(try rejected(Int16.self, "70000", [.le(9)]).first?.context == ["le": 9], "the narrower bound wins")
    }

    @Test func `rejects integer strings of more than 4300 digits`() throws {
        #expect(try rejected(Int.self, "\"\(String(repeating: "9", count: 4301))\"").first?.type == "int_parsing_size")
        #expect(try rejected(Int.self, "\"\(String(repeating: "9", count: 4300))\"").first?.type == "less_than_equal")
        #expect(try decoded(Int.self, "\"\(String(repeating: "0", count: 4300))7\"") == 7)
    }

    @Test(arguments: PydanticNumbers.float.cases)
    func `decodes doubles like Pydantic`(_ example: PydanticCase) throws {
        try example.check(Double.self)
    }

    @Test(arguments: PydanticNumbers.boundedFloat.cases)
    func `checks bounds and multiples of doubles like Pydantic`(_ example: PydanticCase) throws {
        try example.check(Double.self, .ge(1), .multipleOf(0.1))
    }

    @Test func `formats bounds without exponents`() throws {
        for example in PydanticNumbers.hugeFloat.cases { try example.check(Double.self, .gt(1e20)) }
        for example in PydanticNumbers.tinyFloat.cases { try example.check(Double.self, .gt(1e-7)) }
        for example in PydanticNumbers.halfFloat.cases { try example.check(Double.self, .le(-1.5)) }
    }

    @Test(arguments: [#""nan""#, #""inf""#, #""-Infinity""#, #""1e400""#, "1e400"])
    func `rejects numbers that are not finite`(_ input: String) throws {
        #expect(try rejected(Double.self, input).first?.type == "finite_number")
        #expect(try rejected(Float.self, input).first?.type == "finite_number")
        #expect(throws: (any Error).self) {
            var writer = JSONWriter()
            try Double.infinity.encode(to: &writer)
        }
    }

    @Test func `encodes floats in single precision`() throws {
        #expect(Float(0.1).literal == 0.1)
        #expect(try rejected(Float.self, "1e300").first?.type == "finite_number")
    }

    @Test(arguments: PydanticNumbers.bool.cases)
    func `decodes Booleans like Pydantic`(_ example: PydanticCase) throws {
        try example.check(Bool.self)
    }

    @Test(
        arguments: PydanticNumbers.decimal.without(
            // Pydantic drops the trailing zeros; `Decimal` keeps them.
            "0.10000000000000000"
        )
    )
    func `decodes decimals like Pydantic`(_ example: PydanticCase) throws {
        try example.check(Decimal.self)
    }

    @Test func `decodes decimals exactly`() throws {
        #expect(try decoded(Decimal.self, "0.1").description == "0.1")
        #expect(
            try decoded(Decimal.self, "1.10000000000000000000000000000000001").literal
                == "1.10000000000000000000000000000000001"
        )
        #expect(try decoded(Decimal.self, "1e5").literal == "100000")
        #expect(
            try rejected(Decimal.self, "1.234567890123456789012345678901234567891").first?.type == "decimal_max_digits"
        )
        #expect(try rejected(Decimal.self, "1e400").first?.type == "decimal_max_digits")
        #expect(try decoded(Decimal.self, "1\(String(repeating: "0", count: 60))", [.multipleOf(10)]) > 1)
    }

    @Test func `checks constraints of decimals like Pydantic`() throws {
        for example in PydanticNumbers.digitsDecimal.cases {
            try example.check(Decimal.self, .digits(5, decimalPlaces: 2))
        }
        for example in PydanticNumbers.oneDigitDecimal.cases { try example.check(Decimal.self, .digits(1)) }
        for example in PydanticNumbers.onePlaceDecimal.cases {
            try example.check(Decimal.self, .digits(9, decimalPlaces: 1))
        }
        for example in PydanticNumbers.boundedDecimal.cases { try example.check(Decimal.self, .ge(1.5)) }
        for example in PydanticNumbers.steppedDecimal.cases { try example.check(Decimal.self, .multipleOf(0.5)) }
    }
}
