import SwiftletJSON
import Testing

@testable import SwiftletHarness

@Suite struct CrashReportTests {
    @Test(arguments: [
        ("Greetings/app.swift:12: Fatal error: no such note\n", "Fatal error: no such note"),
        ("Swift/Array.swift:692: Fatal error: Index out of range\n", "Fatal error: Index out of range"),
        ("app.swift:3: Precondition failed\n", "Precondition failed"),
        ("app.swift:3: Assertion failed: sorted\n", "Assertion failed: sorted"),
        ("*** Swift runtime failure: arithmetic overflow ***\n", "Swift runtime failure: arithmetic overflow"),
        ("Fatal error: first\nstarted\nFatal error: second\n", "Fatal error: second"),
        ("started\n", "The process exited: signal: killed"), ("", "The process exited: signal: killed"),
    ])
    func `the message is that of the last trap`(output: String, message: String) throws {
        try WatchFixture.withPackage { package in
            #expect(CrashReport(output, end: "signal: killed", package: package).message == message)
        }
    }

    @Test func `the location is the first frame in the package's own sources`() throws {
        try WatchFixture.withPackage { package in
            let output = """
                GET / 200
                app.swift:2: Fatal error: bad

                Thread 0 "greet" crashed:

                0 [ra] 0x1 _assertionFailure(_:) + 225 in libswiftCore.so at /swift/Assert.swift:1:1
                1 [ra] 0x2 get() + 12 in greet at \(package.root)/.build/checkouts/x/y.swift:3:4
                2 [ra] 0x3 page(_:_:) + 113 in greet at \(package.root)/Sources/Greetings/app.swift:2:63
                3 [ra] 0x4 main + 1 in greet at \(package.root)/Sources/greet/main.swift:4:1
                """
            let report = CrashReport(output, end: "signal: illegal instruction", package: package)
            #expect(report.location == "Sources/Greetings/app.swift:2:63")
            #expect(report.output.hasPrefix("app.swift:2: Fatal error: bad\n"))
            let failure = WatchFailure(report, request: "GET /notes")
            #expect(failure.title == "The app crashed: Fatal error: bad (Sources/Greetings/app.swift:2:63)")
            #expect(failure.json["request"] == "GET /notes")
        }
    }
}
