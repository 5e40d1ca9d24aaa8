import Foundation
import Testing

@testable import SwiftletHarness

@Suite struct DotEnvironmentTests {
    /// The expected values are those of python-dotenv without interpolation.
    @Test(arguments: [
        ("A=1", ["A": "1"]), ("A=1\nB=2\r\nC=3", ["A": "1", "B": "2", "C": "3"]), ("# A=1\n\n  B = 2 ", ["B": "2"]),
        ("export A=b c", ["A": "b c"]), ("export\tA=1", ["A": "1"]), ("export=1", ["export": "1"]),
        ("A=\"b # c\" # d", ["A": "b # c"]), ("A=\"x\"#c", ["A": "x"]), ("A=b#c", ["A": "b#c"]), ("A=b #c", ["A": "b"]),
        ("A=b\t#c", ["A": "b"]), ("A= # c", ["A": ""]), ("A=#c", ["A": "#c"]), ("A=", ["A": ""]), ("A=\"\"", ["A": ""]),
        ("A=x=y", ["A": "x=y"]), ("A=1\nA=2", ["A": "2"]), ("A=$B", ["A": "$B"]), ("", [:]),
    ])
    func `lines are parsed`(text: String, variables: [String: String]) {
        let environment = DotEnvironment(text)
        #expect(environment.variables == variables)
        #expect(environment.faults.isEmpty)
    }

    /// The expected values are those of python-dotenv without interpolation, reading a file.
    @Test(arguments: [
        (#"A="b\nc""#, "b\nc"), (#"A='b\nc'"#, #"b\nc"#), (#"A="a\"b""#, "a\"b"), (#"A="a\\nb""#, #"a\nb"#),
        (#"A='it\'s'"#, "it's"), (#"A='a\\b'"#, #"a\b"#), (#"A="a\tb\qc""#, "a\tb\\qc"), (#"A=\n"#, #"\n"#),
        ("A=\"-----BEGIN KEY-----\nMIIE==\n-----END KEY-----\"", "-----BEGIN KEY-----\nMIIE==\n-----END KEY-----"),
        ("A='x\ny'", "x\ny"), ("A=\"x\r\ny\"", "x\ny"), ("A=\"=\n#\n\" # a comment", "=\n#\n"),
    ])
    func `quoted values may span lines and contain escapes`(text: String, value: String) {
        for end in ["\nB=2", "\r\nB=2", "\n\n# comment\n\nB=2\n"] {
            let environment = DotEnvironment(text + end)
            #expect(environment.variables == ["A": value, "B": "2"])
            #expect(environment.faults.isEmpty)
        }
    }

    @Test(arguments: ["A=1\n\nB=\"hunter2\n=hunter3\nC=hunter4\n", "A=1\r\n\r\nB='hunter2\r\nC=hunter4"])
    func `an unterminated quote ends parsing without exposing the rest of the file`(text: String) {
        let environment = DotEnvironment(text)
        #expect(environment.variables == ["A": "1"])
        #expect(environment.faults == ["Line 3: unterminated quote; the rest of the file is ignored."])
    }

    @Test func `text after a quoted value is an error of that line only`() {
        let environment = DotEnvironment("A=\"x\ny\" hunter2\nB=2")
        #expect(environment.variables == ["B": "2"])
        #expect(environment.faults == ["Line 1: only a comment may follow a quoted value."])
    }

    /// Inputs that python-dotenv 1.0 parses differently, as listed in LocalDevelopment.md.
    @Test func `the documented differences from python-dotenv`() {
        #expect(DotEnvironment("A=1\nB=${A}").variables == ["A": "1", "B": "${A}"])
        for line in ["A-B=1", "'A'=1", "é=1", "A"] {
            let environment = DotEnvironment(line + "\nC=2")
            #expect(environment.variables == ["C": "2"])
            #expect(environment.faults == ["Line 1 is not in the form NAME=value."])
        }
    }

    @Test func `a byte order mark is ignored`() {
        #expect(DotEnvironment("\u{FEFF}A=1").variables == ["A": "1"])
    }

    @Test(arguments: ["hunter2", "A B=hunter2", "=hunter2", "export hunter2", "export =hunter2"])
    func `an invalid line is reported by its number without quoting it`(line: String) {
        let environment = DotEnvironment("A=1\n\n\(line)\nB=2")
        #expect(environment.variables == ["A": "1", "B": "2"])
        #expect(environment.faults == ["Line 3 is not in the form NAME=value."])
    }

    @Test func `a missing file is empty and a file that is not text is an error`() throws {
        #expect(DotEnvironment(at: "/does/not/exist").faults.isEmpty)
        let file = FileManager.default.temporaryDirectory.appending(path: "env-\(UUID())")
        try Data([0x41, 0x3D, 0xFF]).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        #expect(DotEnvironment(at: file.path).faults == ["Cannot read \(file.path) as text."])
        try Data("A=1\n?".utf8).write(to: file)
        #expect(DotEnvironment(at: file.path).faults == ["\(file.path): Line 2 is not in the form NAME=value."])
    }
}
