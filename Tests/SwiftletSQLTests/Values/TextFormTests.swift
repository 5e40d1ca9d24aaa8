import Testing

@testable import SwiftletSQL

@Suite struct TextFormTests {
    private func bytes(_ text: String) -> ArraySlice<UInt8> { Array(text.utf8)[...] }

    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0),
        ("1970-01-01 00:00:00+00", 0),
        ("1970-01-01 00:00:00", 0),
        ("1970-01-01T00:00:00.000001Z", 1),
        ("1970-01-01T00:00:00.1Z", 100_000),
        ("1970-01-01T00:00:00.1234569Z", 123_456),
        ("1969-12-31T23:59:59.999999Z", -1),
        ("1970-01-01 05:30:00+05:30", 0),
        ("1970-01-01 05:30:00+0530", 0),
        ("1969-12-31 19:00:00-05", 0),
        ("1970-01-01 00:19:32+00:19:32", 0),
        ("2026-01-02T03:04:05.678900Z", 1_767_323_045_678_900),
        ("2000-02-29 00:00:00Z", 951_782_400_000_000),
        ("0001-01-01 00:00:00+00 BC", -62_167_219_200_000_000),
        ("0001-01-01 00:00:00 BC", -62_167_219_200_000_000),
        ("10000-01-01T00:00:00Z", 253_402_300_800_000_000),
    ])
    func `timestamps are parsed`(_ text: String, _ microseconds: Int64) {
        #expect(SQLTimestamp(text: bytes(text))?.microsecondsSince1970 == microseconds)
    }

    @Test(arguments: [
        "", "infinit", "--infinity", "now", "2026-01-02", "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z",
        "2026-01-02T25:00:00Z", "2026-01-02T00:60:00Z", "2026-01-02T00:00:00+", "2026-01-02T00:00:00Zx",
        "2026-01-02T00:00:00.Z", "26-01-02T00:00:00Z", "9999999-01-01T00:00:00Z", "2026-1-2T00:00:00Z",
        "2026-01-02T00:00:00+05:", "99999999999-01-01T00:00:00Z",
    ])
    func `other text is not a timestamp`(_ text: String) {
        #expect(SQLTimestamp(text: bytes(text)) == nil)
    }

    @Test(arguments: [-210_866_803_200_000_000, -1, 0, 1, 86_399_999_999, 86_400_000_000, Int64.max - 1, .max])
    func `a timestamp is written in the format in which it is parsed`(_ microseconds: Int64) {
        let time = SQLTimestamp(microsecondsSince1970: microseconds)
        #expect(SQLTimestamp(text: bytes(time.postgresText)) == time)
    }

    @Test func `the limits of the range have a description`() {
        #expect(SQLTimestamp(microsecondsSince1970: .min + 1).description.hasSuffix("Z"))
        #expect(SQLTimestamp(microsecondsSince1970: .max - 1).description == "294247-01-10T04:00:54.775806Z")
    }

    @Test func `a date must exist`() {
        #expect(SQLDate(year: 1900, month: 2, day: 29) == nil)
        #expect(SQLDate(year: 2000, month: 2, day: 29)?.description == "2000-02-29")
        #expect(SQLDate(year: 2026, month: 0, day: 1) == nil)
        #expect(SQLDate(year: Int.max, month: 1, day: 1) == nil)
    }

    static let arrays: [(String, [String?]?)] = [
        ("{}", []), ("{1,2}", ["1", "2"]), ("{NULL}", [nil]), ("{null}", ["null"]), ("{\"NULL\"}", ["NULL"]),
        ("{\"\"}", [""]), ("{\"a,b\",c}", ["a,b", "c"]), ("{\"q\\\"\\\\\"}", ["q\"\\"]), ("{a\\,b}", ["a,b"]),
        ("[0:1]={5,6}", ["5", "6"]), ("{ü}", ["ü"]),
        ("", nil), ("{", nil), ("}", nil), ("{1", nil), ("{1,}", nil), ("{,1}", nil), ("{{1},{2}}", nil),
        ("{\"a}", nil),
        ("{\"a\"b}", nil), ("{a\\}", nil), ("[0:1]", nil), ("x{1}", nil), ("{1}x", nil),
    ]

    @Test(arguments: arrays)
    func `arrays are parsed`(_ text: String, _ elements: [String?]?) {
        let read = PostgresArrayText.elements(bytes(text))?.map { $0.map { String(decoding: $0, as: UTF8.self) } }
        #expect(read == elements)
    }

    @Test(arguments: arrays)
    func `arrays are written in the format in which they are parsed`(_ text: String, _ elements: [String?]?) {
        guard let elements else { return }
        let written = PostgresArrayText.text(elements)
        let read = PostgresArrayText.elements(bytes(written))?.map { $0.map { String(decoding: $0, as: UTF8.self) } }
        #expect(read == elements)
    }

    @Test(
        arguments: [
            ("\\x", []), ("\\x00ff", [0, 255]), ("\\xABcd", [0xAB, 0xCD]), ("A\\\\\\000", [65, 92, 0]),
            ("\\377", [255]),
            ("\\x0", nil), ("\\xzz", nil), ("\\40", nil), ("\\400", nil), ("\\9", nil), ("\\", nil), ("\\+12", nil),
            ("\\-00", nil),
        ] as [(String, [UInt8]?)]
    )
    func `bytes are parsed in both formats`(_ text: String, _ expected: [UInt8]?) {
        #expect(PostgresBytesText.bytes(bytes(text)) == expected)
    }

    @Test(
        arguments: [
            ("0", 0), ("-0.00", 0), ("12.50", 3), ("100", 1), ("1e+20", 1), ("1.5E-7", 2), (".5", 1), ("5.", 1),
            ("", nil), ("-", nil), (".", nil), ("1.2.3", nil), ("1e", nil), ("1e999", nil), ("abc", nil), ("1 ", nil),
            ("NaN", nil), ("1_000", nil), ("0x10", nil),
        ] as [(String, Int?)]
    )
    func `significant digits are counted`(_ text: String, _ count: Int?) {
        #expect(DecimalDigits(text)?.count == count)
    }
}
