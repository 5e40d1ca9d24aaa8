import FoundationEssentials
import SwiftletJSON
import Testing

/// The JSON format of Foundation types.
@Suite struct FoundationTests {
    struct Record: Codable, Equatable {
        var url: URL
        var data: Data
        var price: Decimal
        var time: Date
        var links: [URL]
        var byName: [String: Data]
        var parent: URL?
    }

    @Test func `every type has the format of other JSON coders`() throws {
        let record = Record(
            url: try #require(URL(string: "https://example.com/a?b=c")),
            data: Data([0, 1, 0xFF]),
            price: try #require(Decimal(string: "12345678901234567890.12")),
            time: Date(timeIntervalSince1970: 1_769_903_999.5),
            links: [try #require(URL(string: "/relative"))],
            byName: ["x": Data()],
            parent: nil
        )
        let text =
            #"{"url":"https://example.com/a?b=c","data":"AAH/","price":12345678901234567890.12,"#
            + #""time":"2026-01-31T23:59:59.500Z","links":["/relative"],"byName":{"x":""}}"#
        #expect(String(decoding: try JSON.encode(record), as: UTF8.self) == text)
        #expect(try JSON.decode(Record.self, from: Array(text.utf8)) == record)
        #expect(try JSON(encoding: record) == JSON(parsing: text))
        #expect(try JSON.decode(Record.self, from: JSON(parsing: text)) == record)
    }

    @Test(arguments: [#""""#, "1", "null", #"{"relative":"https://example.com"}"#])
    func `a URL is a string`(text: String) {
        #expect(throws: DecodingError.self) { try JSON.decode(URL.self, from: Array(text.utf8)) }
    }

    @Test(arguments: [#""a""#, #""AAH_""#, "[0,1]", "1"])
    func `data is base64`(text: String) {
        #expect(throws: DecodingError.self) { try JSON.decode(Data.self, from: Array(text.utf8)) }
    }

    @Test(
        arguments: [
            ("0", "0"), ("-1.50", "-1.5"), ("0.1", "0.1"), ("1e3", "1000"), ("9007199254740993.0", "9007199254740993"),
            ("0.12345678901234567890123456789012345678", "0.12345678901234567890123456789012345678"),
        ]
    )
    func `a decimal is an exact number`(text: String, written: String) throws {
        let value = try JSON.decode(Decimal.self, from: Array(text.utf8))
        #expect(String(decoding: try JSON.encode(value), as: UTF8.self) == written)
    }

    @Test(arguments: [#""1.5""#, "true", "1e400"])
    func `a decimal is a number in its range`(text: String) {
        #expect(throws: DecodingError.self) { try JSON.decode(Decimal.self, from: Array(text.utf8)) }
    }

    @Test func `a decimal that is not a number cannot be encoded`() {
        #expect(throws: EncodingError.self) { try JSON.encode([Decimal.nan]) }
    }

    @Test(
        arguments: [
            (#""1970-01-01T00:00:00Z""#, 0), (#""2026-01-31T23:59:59.5Z""#, 1_769_903_999.5),
            (#""2026-02-01t01:59:59+02:00""#, 1_769_903_999), (#""2026-01-31 18:29:59-05:30""#, 1_769_903_999),
            (#""2024-02-29T00:00:00Z""#, 1_709_164_800), (#""0000-01-01T00:00:00Z""#, -62_167_219_200),
            (#""9999-12-31T23:59:59Z""#, 253_402_300_799), (#""2016-12-31T23:59:60Z""#, 1_483_228_800),
            (#""2026-01-31T23:59:59.123456789123Z""#, 1_769_903_999.123456789),
            // The format of `Date` itself: seconds since 2001.
            ("0", 978_307_200), ("-1.5", 978_307_198.5),
        ] as [(String, Double)]
    )
    func `a date is an RFC 3339 time`(text: String, seconds: Double) throws {
        let date = try JSON.decode(Date.self, from: Array(text.utf8))
        #expect(abs(date.timeIntervalSince1970 - seconds) < 1e-5)
    }

    @Test(
        arguments: [
            "", "2026-01-31", "2026-01-31T23:59:59", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z",
            "2026-00-01T00:00:00Z",
            "2026-01-31T24:00:00Z", "2026-01-31T23:60:00Z", "2026-01-31T23:59:61Z", "2026-01-31T23:59:59.Z",
            "2026-01-31T23:59:59Zx", "2026-01-31T23:59:59+2:00", "2026-01-31T23:59:59+24:00", "+026-01-31T23:59:59Z",
            "２026-01-31T23:59:59Z", "1769903999",
        ]
    )
    func `another text is not a date`(text: String) throws {
        #expect(throws: DecodingError.self) { try JSON.decode(Date.self, from: JSON.string(text)) }
    }

    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00Z"), (-0.001, "1969-12-31T23:59:59.999Z"),
            (1_769_903_999.0004, "2026-01-31T23:59:59Z"),
            (253_402_300_799.9999, "9999-12-31T23:59:59.999Z"), (-62_167_219_200, "0000-01-01T00:00:00Z"),
        ] as [(Double, String)]
    )
    func `a date is written in UTC`(seconds: Double, text: String) throws {
        #expect(try JSON(encoding: Date(timeIntervalSince1970: seconds)).string == text)
    }

    @Test(arguments: [253_402_300_800, -62_167_219_201, .infinity, .nan] as [Double])
    func `a date outside of four-digit years cannot be encoded`(seconds: Double) {
        #expect(throws: EncodingError.self) { try JSON.encode([Date(timeIntervalSince1970: seconds)]) }
    }
}
