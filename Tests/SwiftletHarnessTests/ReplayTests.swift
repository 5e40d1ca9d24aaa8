import Foundation
import SwiftletJSON
import TestSupport
import Testing

@testable import SwiftletHarness

@Suite(.timeLimit(.minutes(5))) struct ReplayTests {
    /// Two scenarios: one that passes, and one with a difference and an event without an expectation.
    private func write(to folder: TemporaryFolder) throws {
        try folder.write("good/1-add.json", httpEvent("POST", "/notes", body: "a"))
        try folder.write(
            "good/1-add.expected.json",
            ["statusCode": 201, "headers": "<any>", "body": ["id": "<save id>"]]
        )
        try folder.write("good/2-get.json", httpEvent("GET", "/notes/{{id}}"))
        try folder.write(
            "good/2-get.expected.json",
            ["statusCode": 200, "headers": "<any>", "body": ["id": "<integer>", "text": "a"]]
        )
        try folder.write("other/1-list.json", httpEvent("GET", "/notes"))
        try folder.write("other/1-list.expected.json", ["statusCode": 200, "headers": "<any>", "body": ["x"]])
        try folder.write("other/2-none.json", httpEvent("GET", "/greeting"))
    }

    @Test func `the table, the differences and the summary are printed`() async throws {
        try await TemporaryFolder.with { folder in
            try write(to: folder)
            let run = try await HarnessFixture().run("replay", folder.path)
            #expect(run.exitCode == 1)
            let lines = run.output.split(separator: "\n").map(String.init)
            #expect(lines.contains { $0.hasPrefix("good/1-add") && $0.contains(" 201 ") && $0.hasSuffix("passed") })
            #expect(lines.contains { $0.hasPrefix("good/2-get") && $0.hasSuffix("passed") })
            #expect(lines.contains { $0.hasPrefix("other/1-list") && $0.hasSuffix("FAILED") })
            #expect(run.output.contains("    body[0]\n      expected  \"x\"\n      actual    (nothing)\n"))
            #expect(lines.contains { $0.hasPrefix("other/2-none") && $0.hasSuffix("NO EXPECTATION") })
            #expect(lines.last == "2 passed, 2 failed")
            #expect(run.output.hasSuffix("\n2 passed, 2 failed\n"))
        }
    }

    @Test func `a replay without failures exits with status 0`() async throws {
        try await TemporaryFolder.with { folder in
            try write(to: folder)
            let run = try await HarnessFixture().run("replay", "\(folder.path)/good")
            #expect(run.exitCode == 0)
            #expect(run.output.hasSuffix("\n2 passed, 0 failed\n"))
        }
    }

    @Test func `update rewrites failed expectations and keeps matchers`() async throws {
        try await TemporaryFolder.with { folder in
            try write(to: folder)
            let before = try folder.read("good/2-get.expected.json")
            let update = try await HarnessFixture().run("replay", "--update", folder.path)
            #expect(update.exitCode == 0)
            #expect(update.output.contains("written"))
            #expect(try folder.read("good/2-get.expected.json") == before)
            let written = try JSON(parsing: try folder.read("other/1-list.expected.json"))
            #expect(written == ["statusCode": 200, "headers": "<any>", "body": []])
            #expect(try folder.read("other/2-none.expected.json").contains("\"body\": \"hello\""))
            let again = try await HarnessFixture().run("replay", folder.path)
            #expect(again.output.hasSuffix("\n4 passed, 0 failed\n"))
        }
    }

    @Test func `update warns about error responses that it writes`() async throws {
        try await TemporaryFolder.with { folder in
            try folder.write("1-missing.json", httpEvent("GET", "/notes/7"))
            try folder.write("2-missing.json", httpEvent("GET", "/notes/8"))
            try folder.write("3-number.json", ["number": "x"])
            try folder.write("3-number.context.json", ["handler": "double"])
            try folder.write("4-list.json", httpEvent("GET", "/notes"))
            let warning = "Warning: 3 of 4 responses written are errors: 2 × 404, 1 × error.\n"
            let update = try await HarnessFixture().run("replay", "--update", folder.path)
            #expect(update.exitCode == 0)
            #expect(update.errors == warning)
            let again = try await HarnessFixture().run("replay", "--update", folder.path)
            #expect(again.errors == "", "Nothing has been written.")
            try folder.write("4-list.expected.json", ["statusCode": 404])
            let one = try await HarnessFixture().run("replay", "--update", "--json", folder.path)
            #expect(one.errors == "", "The response that was written is not an error.")
        }
    }

    @Test func `a filter selects events and runs those that precede them`() async throws {
        try await TemporaryFolder.with { folder in
            try write(to: folder)
            let run = try await HarnessFixture().run("replay", "--filter", "GET", folder.path)
            #expect(run.exitCode == 0)
            #expect(run.output.hasSuffix("\n1 passed, 0 failed\n"))
            #expect(!run.output.contains("1-add"))
            let file = try await HarnessFixture().run("replay", "\(folder.path)/good/2-get.json")
            #expect(file.output.hasSuffix("\n1 passed, 0 failed\n"))
            let none = try await HarnessFixture().run("replay", "--filter", "zzz", folder.path)
            #expect(none.exitCode == 1)
            #expect(none.errors.contains("zzz"))
        }
    }

    @Test func `a folder without events is an error`() async throws {
        try await TemporaryFolder.with { folder in
            let run = try await HarnessFixture().run("replay", folder.path)
            #expect(run.exitCode == 1)
            #expect(run.errors.contains("No event files"))
        }
    }

    @Test func `each repetition uses a fresh app and percentiles are reported`() async throws {
        try await TemporaryFolder.with { folder in
            try write(to: folder)
            try folder.write("good/3-list.json", httpEvent("GET", "/notes"))
            try folder.write("good/3-list.expected.json", ["statusCode": 200, "headers": "<any>", "body": ["a"]])
            let run = try await HarnessFixture().run("replay", "--repeat", "5", "\(folder.path)/good")
            #expect(run.exitCode == 0)
            #expect(run.output.contains("P50"))
            #expect(run.output.hasSuffix("\n3 passed, 0 failed\n"))
        }
    }

    @Test func `the report is available as JSON and JUnit XML`() async throws {
        try await TemporaryFolder.with { folder in
            try write(to: folder)
            let report = "\(folder.path)/report.xml"
            let run = try await HarnessFixture().run("replay", "--json", "--junit", report, folder.path)
            let json = try JSON(parsing: run.output)
            #expect(json["passed"] == 2)
            #expect(json["failed"] == 2)
            #expect(json["fixtures"]?[2]?["name"] == "other/1-list")
            #expect(json["fixtures"]?[2]?["verdict"] == "failed")
            let document = try XMLProbe(try folder.read("report.xml"))
            #expect(document.attributes(of: "testsuites")["failures"] == "2")
            #expect(document.count("testsuite") == 2)
            #expect(document.count("testcase") == 4)
            #expect(document.count("failure") == 2)
        }
    }

    @Test func `the progress bar is drawn on terminals for long runs`() async throws {
        let recorder = Recorder()
        let shown = Console.Stream(isTerminal: true, usesColor: false, columns: 40) { recorder.append($0) }
        var bar = ProgressBar(shown, total: 30)
        bar.advance("some/fixture")
        bar.clear()
        #expect(recorder.text.contains("1/30 some/"))
        let silent = Recorder()
        for (isTerminal, total) in [(false, 30), (true, 5)] {
            let stream = Console.Stream(isTerminal: isTerminal, usesColor: false, columns: 40) { silent.append($0) }
            var bar = ProgressBar(stream, total: total)
            bar.advance("x")
            bar.clear()
        }
        #expect(silent.text == "")
    }

    @Test(arguments: [(50, 2), (90, 4), (99, 4), (100, 4), (25, 1), (1, 1)])
    func `percentiles use the nearest-rank method`(percent: Int, expected: Int) {
        let percentiles = Percentiles([.seconds(3), .seconds(1), .seconds(4), .seconds(2)])
        #expect(percentiles[percent] == .seconds(expected))
    }

    @Test func `text in a JUnit report is escaped`() {
        #expect(
            JUnitReport.escape("<a b=\"c\">&\n\u{1B}\u{0}é😀") == "&lt;a b=&quot;c&quot;&gt;&amp;&#10;\u{FFFD}\u{FFFD}é😀"
        )
    }
}
