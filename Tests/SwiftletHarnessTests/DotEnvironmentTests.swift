import Foundation
import Testing

@testable import SwiftletHarness

@Suite struct DotEnvironmentTests {
    @Test(arguments: [
        ("A=1", ["A": "1"]), ("A=1\nB=2\r\nC=3", ["A": "1", "B": "2", "C": "3"]), ("# A=1\n\n  B = 2 ", ["B": "2"]),
        ("export A=b c", ["A": "b c"]), ("A=\"b # c\" # d", ["A": "b # c"]), ("A='b\\nc'", ["A": "b\\nc"]),
        ("A=\"b\\nc\"", ["A": "b\nc"]), ("A=b#c", ["A": "b#c"]), ("A=b #c", ["A": "b"]), ("A=", ["A": ""]),
        ("A=x=y", ["A": "x=y"]), ("A=\"open", ["A": "\"open"]), ("A=1\nA=2", ["A": "2"]), ("", [:]),
    ])
    func `lines`(text: String, variables: [String: String]) {
        let environment = DotEnvironment(text)
        #expect(environment.variables == variables)
        #expect(environment.faults.isEmpty)
    }

    @Test(arguments: ["hunter2", "A B=hunter2", "=hunter2", "export hunter2", "export =hunter2"])
    func `a line that is no assignment is told by its number, and not repeated`(line: String) {
        let environment = DotEnvironment("A=1\n\n\(line)\nB=2")
        #expect(environment.variables == ["A": "1", "B": "2"])
        #expect(environment.faults == ["Line 3 is not NAME=value."])
    }

    @Test func `a file that does not exist is empty, and one that is no text is a fault`() throws {
        #expect(DotEnvironment(at: "/does/not/exist").faults.isEmpty)
        let file = FileManager.default.temporaryDirectory.appending(path: "env-\(UUID())")
        try Data([0x41, 0x3D, 0xFF]).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        #expect(DotEnvironment(at: file.path).faults == ["\(file.path) cannot be read as text."])
        try Data("A=1\n?".utf8).write(to: file)
        #expect(DotEnvironment(at: file.path).faults == ["\(file.path): Line 2 is not NAME=value."])
    }
}
