import Swiftlet
import SwiftletJSON
import Testing

@testable import SwiftletRuntime

@Suite struct ErrorReportTests {
    struct OutOfTea: Error, CustomStringConvertible {
        var description: String
    }

    @Test(
        arguments: [
            "plain", "two\nlines", "tab\tquote\" backslash\\ slash/", "Grüße, 世界 🌍", "\u{0}\u{1}\u{1F}\u{7F}",
            "\r\n", "\u{2028}\u{FEFF}", "", "</script>", "{\"errorMessage\":1}",
        ]
    )
    func `every message is preserved`(message: String) throws {
        let report = ErrorReport(OutOfTea(description: message))
        let body = try JSON(parsing: report.json)
        #expect(body["errorMessage"]?.string == message)
        #expect(body["errorType"]?.string == "OutOfTea")
        #expect(body["stackTrace"]?.array?.isEmpty == true)

        let line = report.xrayCause(workingDirectory: "/var/täsk")
        #expect(line.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F })
        let cause = try JSON(parsing: line)
        #expect(cause["working_directory"]?.string == "/var/täsk")
        #expect(cause["exceptions"]?[0]?["type"]?.string == "OutOfTea")
        #expect(cause["exceptions"]?[0]?["message"]?.string == message)
        #expect(cause["exceptions"]?[0]?["stack"]?.array?.isEmpty == true)
        #expect(cause["paths"]?.array?.isEmpty == true)

        let trailers = report.trailers
        #expect(trailers.map(\.name) == ["Lambda-Runtime-Function-Error-Type", "Lambda-Runtime-Function-Error-Body"])
        #expect(trailers[0].value == "Function.OutOfTea")
        #expect(try JSON(parsing: #require(Base64.decode(trailers[1].value))) == body)
    }

    @Test(arguments: ["a", "\u{1}", "ü", "世", "🌍", "\""])
    func `the X-Ray cause fits its limit for any message`(character: String) throws {
        for count in [40_000, 100_000, 2_000_000] {
            let report = ErrorReport(.function("Long"), message: String(repeating: character, count: count))
            let line = report.xrayCause(workingDirectory: String(repeating: "/x", count: 10_000))
            #expect(line.utf8.count <= 64 * 1024)
            #expect(line.utf8.count > 8 * 1024)
            #expect(try JSON(parsing: line)["exceptions"]?[0]?["message"]?.string?.hasSuffix("…") == true)
        }
    }

    @Test func `a stack trace is written frame by frame`() throws {
        var report = ErrorReport(.function("Deep"), message: "m")
        report.stackTrace = (0..<5000).map { "frame \($0)" }
        let line = report.xrayCause(workingDirectory: "/")
        #expect(line.utf8.count <= 64 * 1024)
        let stack = try #require(JSON(parsing: line)["exceptions"]?[0]?["stack"]?.array)
        #expect(stack.count > 100)
        #expect(stack[0]["label"]?.string == "frame 0")
        #expect(stack[0]["path"]?.string != nil)
        #expect(stack[0]["line"]?.int != nil)
        #expect(try JSON(parsing: report.json)["stackTrace"]?.array?.count == 5000)
    }

    @Test(
        arguments: [
            ("Timeout", "Function.Timeout"), ("userError", "Function.UserError"),
            ("Wrapped<Int>", "Function.WrappedInt"),
            ("X", "Function.Unknown"), ("", "Function.Unknown"), ("Ärger2", "Function.Rger"),
            ("123", "Function.Unknown"),
        ]
    )
    func `the kind matches the platform's pattern`(reason: String, expected: String) throws {
        let kind = ErrorReport.Kind.function(reason).description
        #expect(kind == expected)
        #expect(kind.wholeMatch(of: /(Runtime|Function)\.[A-Z][A-Za-z]+/) != nil)
        #expect(ErrorReport.Kind.runtime("InitError").description == "Runtime.InitError")
    }

    @Test func `a long message is truncated between characters`() throws {
        for character in ["a", "ü", "世", "🌍"] {
            let report = ErrorReport(.function("Long"), message: String(repeating: character, count: 200_000))
            let message = try #require(JSON(parsing: report.json)["errorMessage"]?.string)
            #expect(message.utf8.count <= 64 * 1024 + 3)
            #expect(message.dropLast().allSatisfy { String($0) == character })
        }
    }

    @Test func `a report of a report is the same report`() {
        let report = ErrorReport(.runtime("NoSuchHandler"), type: "T", message: "m")
        #expect(ErrorReport(report) == report)
        #expect(ErrorReport(report, kind: .function("Other")) == report)
    }

    @Test func `the header fields contain the kind and the cause`() throws {
        let fields = ErrorReport(.function("Broken"), message: "m").headers(workingDirectory: "/w")
        let named = Dictionary(uniqueKeysWithValues: fields.map { ($0.name, $0.value) })
        #expect(named["Lambda-Runtime-Function-Error-Type"] == "Function.Broken")
        #expect(named["Content-Type"] == "application/json")
        #expect(named["User-Agent"]?.hasPrefix("swiftlet/") == true)
        #expect(try JSON(parsing: named["Lambda-Runtime-Function-XRay-Error-Cause"] ?? "")["exceptions"] != nil)
    }
}
