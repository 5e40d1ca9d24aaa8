import HTTPTypes
import Hummingbird
import Swiftlet
import TestSupport
import Testing

@testable import SwiftletGateway
@testable import SwiftletHarness
@testable import SwiftletServer

@Suite(.timeLimit(.minutes(5))) struct ServeTests {
    @Test func `the error for a port in use names the option for the port`() async throws {
        let other = try await HTTPServer.start { _, _ in Hummingbird.Response(status: .ok) }
        let run = try await HarnessFixture().run("serve", "--port", "\(other.port)")
        await other.stop()
        #expect(run.exitCode == 1)
        #expect(run.errors.contains("Port \(other.port) on 127.0.0.1 is already in use. Choose another with --port"))
    }

    @Test func `the banner shows URLs and a sample command`() throws {
        let cli = try HarnessFixture().cli()
        let banner = ServeBanner(
            app: try cli.makeApp(),
            name: "notes",
            url: "http://127.0.0.1:3000",
            shape: .httpAPI
        )
        let lines = banner.lines(on: cli.console.output)
        #expect(lines.contains("notes is ready at http://127.0.0.1:3000"))
        #expect(lines.contains("  try      curl -i http://127.0.0.1:3000/notes"))
    }

    @Test(arguments: [true, false])
    func `each request and each failure is logged`(isQuiet: Bool) throws {
        let errors = Recorder()
        let console = try HarnessFixture().cli(Recorder(), errors).console.errors
        let log = ServeLog(console: console, isQuiet: isQuiet)
        log.print(
            RequestReport(
                method: .get,
                target: "/a?b",
                status: .badGateway,
                failure: "E: m",
                duration: .milliseconds(2)
            )
        )
        #expect(errors.text == "The function failed: E: m\n" + (isQuiet ? "" : "GET /a?b 502 2.0 ms\n"))
    }

    @Test(arguments: ["/_swiftlet", "/_swiftlet?token=0", "/_swiftlet/api/stream"])
    func `requests to the console are not logged`(target: String) throws {
        let errors = Recorder()
        let console = try HarnessFixture().cli(Recorder(), errors).console.errors
        ServeLog(console: console)
            .print(RequestReport(method: .get, target: target, status: .ok, failure: nil, duration: .zero))
        #expect(errors.text.isEmpty)
    }

    @Test func `the URL of the console has the token if it needs one`() throws {
        let app = try HarnessFixture().cli().makeApp()
        let local = ServeConsole(app, listeningOn: "127.0.0.1", variables: [:])
        #expect(local.url(of: "http://127.0.0.1:3000") == "http://127.0.0.1:3000/_swiftlet")
        let open = ServeConsole(app, listeningOn: "0.0.0.0", variables: [:])
        let token = try #require(open.access.token)
        #expect(open.url(of: "http://127.0.0.1:3000") == "http://127.0.0.1:3000/_swiftlet?token=\(token)")
    }
}
