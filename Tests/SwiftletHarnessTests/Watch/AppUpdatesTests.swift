import Foundation
import SwiftletIO
import SwiftletJSON
import TestSupport
import Testing

@testable import SwiftletHarness

/// Tests the reaction to changes, with a build that copies the sources.
@Suite(.timeLimit(.minutes(5))) struct AppUpdatesTests {
    /// Runs `body` with the updates of a package whose build is a shell script.
    private func withUpdates(
        _ build: String,
        _ body: (WatchFixture, AppUpdates, _ url: String) async throws -> Void
    ) async throws {
        try await WatchFixture.with { fixture in
            try fixture.install(version: 1)
            try await fixture.withServer { supervisor, url in
                var packageBuild = PackageBuild(
                    fixture.package,
                    environment: ProcessInfo.processInfo.environment.merging(
                        ["PROGRAM": fixture.package.program, "FOLDER": fixture.folder.path]
                    ) { $1 },
                    output: fixture.console
                )
                packageBuild.command = ["/bin/sh", "-c", build]
                let updates = AppUpdates(build: packageBuild, supervisor: supervisor, console: fixture.console)
                await updates.start()
                try await body(fixture, updates, url)
            }
        }
    }

    private func expect(version: Int, at url: String, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let response = try await HTTPClient().send(HTTPClientRequest(url: url))
        #expect(try JSON(parsing: response.body)["version"]?.int == version, sourceLocation: sourceLocation)
    }

    /// A new file, as a linker writes it.
    private static let build = """
        sed 's/"version": 1/"version": 2/' "$PROGRAM" >"$PROGRAM.new" && chmod +x "$PROGRAM.new" && mv "$PROGRAM.new" "$PROGRAM"
        """

    @Test func `a change of the sources builds and replaces the process`() async throws {
        try await withUpdates(Self.build) { fixture, updates, url in
            try await expect(version: 1, at: url)
            #expect(await updates.apply(.sources))
            try await expect(version: 2, at: url)
            #expect(fixture.log.text.contains("Rebuilt in "))
        }
    }

    @Test func `a build that does not change the executable keeps the process`() async throws {
        try await withUpdates("true") { fixture, updates, url in
            #expect(await updates.apply(.sources))
            #expect(fixture.log.text.contains("the executable has not changed."))
            try await expect(version: 1, at: url)
        }
    }

    @Test func `a change of the environment restarts without a build`() async throws {
        try await withUpdates("echo built") { fixture, updates, url in
            #expect(await updates.apply(.environment))
            #expect(fixture.log.text.contains("Restarted in "))
            #expect(!fixture.log.text.contains("built"))
        }
    }

    @Test func `a failed build keeps the previous version`() async throws {
        try await withUpdates("echo 'error: bad'; exit 1") { fixture, updates, url in
            #expect(await updates.apply(.sources))
            #expect(fixture.log.text.contains("The build failed with 1 error; still serving the previous version."))
            try await expect(version: 1, at: url)
        }
    }

    @Test func `a change during a build cancels it and is built together with it`() async throws {
        let build = """
            [ -e "$FOLDER/second" ] || { echo first; exec sleep 60; }
            \(Self.build)
            """
        try await withUpdates(build) { fixture, updates, url in
            let (changes, announce) = AsyncStream<WatchedChange>.makeStream()
            let following = Task {
                try await updates.follow {
                    for await change in changes { return change }
                    throw CancellationError()
                }
            }
            announce.yield(.sources)
            try await WatchFixture.until { fixture.log.text.contains("first") }
            try fixture.folder.write("second", text: "")
            announce.yield(.environment)
            try await WatchFixture.until { fixture.log.text.contains("Rebuilt in ") }
            try await expect(version: 2, at: url)
            announce.finish()
            _ = await following.result
        }
    }
}
