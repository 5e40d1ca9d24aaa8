import Swiftlet
import SwiftletSettings
import Testing

/// The valid and invalid values of every format.
@Suite struct SettingFormatTests {
    private enum Level: String, CaseIterable, Sendable {
        case low
        case high
    }

    /// Reads the variable `X`; `nil` for an invalid value.
    private func read<Value>(_ text: String, _ format: SettingFormat<Value>) -> Value? {
        var reader = SettingsReader(LaunchEnvironment(variables: ["X": text], isDeployed: false))
        let value = reader.required("X", format)
        return try? reader.finish(value)
    }

    @Test(
        arguments: [
            ("0", 0), ("10", 10), ("+7", 7), ("-1", nil), ("11", nil), ("1.0", nil), ("1e1", nil), ("0x1", nil),
            (" 1", nil),
            ("99999999999999999999", nil), ("ten", nil),
        ] as [(String, Int?)]
    )
    func `integers`(_ text: String, _ expected: Int?) {
        #expect(read(text, .integer(0...10)) == expected)
    }

    @Test(
        arguments: [
            ("0", 0), ("0.25", 0.25), ("1e-1", 0.1), ("1.01", nil), ("-0.5", nil), ("nan", nil), ("inf", nil),
        ] as [(String, Double?)]
    )
    func `numbers`(_ text: String, _ expected: Double?) {
        #expect(read(text, .number(0...1)) == expected)
    }

    @Test(
        arguments: [
            ("true", true), ("TRUE", true), ("yes", true), ("on", true), ("1", true), ("false", false), ("No", false),
            ("off", false), ("0", false), ("2", nil), ("t", nil), ("maybe", nil),
        ] as [(String, Bool?)]
    )
    func `Booleans`(_ text: String, _ expected: Bool?) {
        #expect(read(text, .bool) == expected)
    }

    @Test(arguments: [("low", "low"), ("high", "high"), ("LOW", nil), ("low ", nil)] as [(String, String?)])
    func `choices`(_ text: String, _ expected: String?) {
        #expect(read(text, .choice(of: ["low", "high"])) == expected)
        #expect(read(text, .choice(Level.self)) == expected.flatMap(Level.init))
    }

    @Test(
        arguments: [
            ("30", .seconds(30)), ("30s", .seconds(30)), ("1500ms", .milliseconds(1500)), ("2m", .seconds(120)),
            ("1h", .seconds(3600)), ("1d", nil), ("0", nil), ("999ms", nil), ("1.5s", nil), ("-5", nil), ("5 s", nil),
            ("5sec", nil), ("s", nil), ("9223372036854775807d", nil), ("99999999999999999999", nil),
        ] as [(String, Duration?)]
    )
    func `durations`(_ text: String, _ expected: Duration?) {
        #expect(read(text, .duration(in: .seconds(1) ... .seconds(3600))) == expected)
    }

    @Test func `the unit of a duration without one can be chosen`() {
        #expect(read("5", .duration(unit: .minutes, in: .zero ... .seconds(3600))) == .seconds(300))
        #expect(read("5", .duration(unit: .days, in: .zero ... .seconds(864_000))) == .seconds(432_000))
        #expect(read("5s", .duration(unit: .minutes, in: .zero ... .seconds(3600))) == .seconds(5))
    }

    @Test(
        arguments: [
            ("a,b", ["a", "b"]), (" a , b ", ["a", "b"]), ("a,,b,", ["a", "b"]), (#"["a", " b"]"#, ["a", "b"]),
            ("[]", []),
            (",", []), ("a,c", nil), (#"["a", 1]"#, nil), ("[a]", nil), (#"["a"] "#, ["a"]), (#"["a"]]"#, nil),
        ] as [(String, [String]?)]
    )
    func `lists`(_ text: String, _ expected: [String]?) {
        #expect(read(text, .list(of: .choice(of: ["a", "b"]))) == expected)
    }

    @Test func `the elements of a list can be of any format`() {
        #expect(read("1, 2,3", .list(of: .integer(1...3))) == [1, 2, 3])
        #expect(read("[1]", .list(of: .integer(1...3))) == nil)
        #expect(read(#"["a", " b "]"#, .list(of: .text)) == ["a", "b"])
        #expect(read(#"["a", " "]"#, .list(of: .text)) == nil)
    }

    @Test(arguments: [
        ("https://example.com", true), ("HTTP://example.com:8080/a?b#c", true), ("https://[::1]/", true),
        ("ftp://example.com", false), ("https:/example.com", false), ("https://", false), ("https:///path", false),
        ("https://a b", false), ("https://a\n", false), ("example.com", false), ("https://?q", false),
    ])
    func `URLs`(_ text: String, _ isValid: Bool) {
        #expect(read(text, .url()) == (isValid ? text : nil))
    }

    @Test(arguments: [
        ("*", true), ("https://app.example.com", true), ("http://localhost:3000", true), ("app.example.com", false),
        ("ftp://a", false),
    ])
    func `origins`(_ text: String, _ isValid: Bool) {
        #expect(read(text, .origin) == (isValid ? text : nil))
    }

    @Test(
        arguments: [
            ("12345678", "12345678"), ("1234567", nil), (#"{"X": "12345678"}"#, "12345678"),
            (#"{"X": "1234567"}"#, nil),
            (#"{"Y": "12345678"}"#, nil), (#"{"X": 12345678}"#, nil), ("{12345678", nil), ("ääää", "ääää"),
        ] as [(String, String?)]
    )
    func `secrets`(_ text: String, _ expected: String?) {
        #expect(read(text, .secret(minimumLength: 8))?.revealed == expected)
    }

    @Test(
        arguments: [
            ("postgres://u:p@h/d", "postgres://u:p@h/d"), ("postgresql://h/d", "postgresql://h/d"),
            ("sqlite::memory:", "sqlite::memory:"), ("mysql://h/d", nil), ("h/d", nil), (#"{"host": "h"}"#, nil),
            (#"{"host": "h", "username": "u", "port": 5433, "password": "a/b"}"#, "postgres://u:a%2Fb@h:5433/postgres"),
            (
                #"{"host": "::1", "username": "ü ~", "password": "p@:/?#%+", "dbname": "d/1", "sslrootcert": "/a b"}"#,
                "postgres://%C3%BC%20~:p%40%3A%2F%3F%23%25%2B@[::1]/d%2F1?sslrootcert=%2Fa%20b"
            ),
        ] as [(String, String?)]
    )
    func `database URLs`(_ text: String, _ expected: String?) {
        #expect(read(text, .databaseURL)?.revealed == expected)
    }

    @Test func `a format can be defined by a closure, and its values transformed`() {
        let even = SettingFormat<Int>("an even number") { text in Int(text).flatMap { $0.isMultiple(of: 2) ? $0 : nil }
        }
        #expect(read("4", even) == 4)
        #expect(read("5", even) == nil)
        #expect(read("4", even.map { $0 / 2 }) == 2)
        #expect(even.map { $0 / 2 }.expectation == "an even number")
        #expect(SettingFormat.secret().map { $0.revealed }.isSecret)
    }
}
