import Foundation
import TestSupport
import Testing

@testable import SwiftletHarness

@Suite(.timeLimit(.minutes(5))) struct PackageBuildTests {
    private func build(_ fixture: WatchFixture, _ script: String) -> PackageBuild {
        var build = PackageBuild(
            fixture.package,
            environment: ProcessInfo.processInfo.environment,
            output: fixture.console
        )
        build.command = ["/bin/sh", "-c", script]
        return build
    }

    @Test func `the product of the executable is built in its configuration`() async throws {
        try await WatchFixture.with { fixture in
            let root = fixture.package.root
            let build = PackageBuild(fixture.package, environment: [:], output: fixture.console)
            let expected = ["build", "--package-path", root, "--product", "app", "--configuration", "debug"]
            #expect(build.command == ["/usr/bin/env", "swift"] + expected)
        }
    }

    @Test func `the output is printed, and its errors are the reason of a failure`() async throws {
        try await WatchFixture.with { fixture in
            #expect(await build(fixture, "echo 'Build complete!'").run() == .succeeded)
            let file = "\(fixture.package.root)/Sources/App/app.swift"
            let outcome = await build(fixture, "echo '\(file):1:2: error: bad' >&2; exit 1").run()
            guard case .failed(let failure) = outcome else {
                Issue.record("\(outcome)")
                return
            }
            #expect(failure.title == "The build failed with 1 error")
            #expect(failure.diagnostics.map(\.file) == ["Sources/App/app.swift"])
            #expect(fixture.log.text == "Build complete!\n\(file):1:2: error: bad\n")
        }
    }

    @Test func `a cancelled build is interrupted with its children`() async throws {
        try await WatchFixture.with { fixture in
            let script = "trap 'echo interrupted; exit 1' INT; echo started; sleep 60 & wait"
            let run = Task { await build(fixture, script).run() }
            try await WatchFixture.until { fixture.log.text.contains("started") }
            run.cancel()
            #expect(await run.value == .cancelled)
            #expect(fixture.log.text.contains("interrupted"))
        }
    }

    @Test func `an executable outside of a package's build folder cannot be watched`() throws {
        let error = #expect(throws: HarnessError.self) { try WatchedPackage(program: "/usr/local/bin/greet") }
        #expect(error?.message.contains("swift run greet serve --watch") == true)
    }

    @Test func `the app's process has the same arguments, without the watching`() {
        let arguments = WatchOptions.arguments(
            from: ["serve", "--watch", "--port", "8080", "--event", "v1"],
            watchedAt: "http://127.0.0.1:8080",
            consoleFile: "/proc/1/fd/5",
            isRestart: true
        )
        #expect(
            arguments == [
                "serve", "--port", "8080", "--event", "v1", "--watched-at", "http://127.0.0.1:8080", "--console-file",
                "/proc/1/fd/5", "--restarted",
            ]
        )
    }

    @Test func `the line that reports the port is recognized`() {
        #expect(ReadyLine(ReadyLine(port: 8080).text) == ReadyLine(port: 8080))
        #expect(ReadyLine("swiftlet-ready 8080") == nil)
    }
}
