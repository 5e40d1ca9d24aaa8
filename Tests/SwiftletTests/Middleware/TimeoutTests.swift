import Logging
import Synchronization
import Testing

@testable import Swiftlet

@Suite(.timeLimit(.minutes(1))) struct TimeoutTests {
    private static let tooLong = #"{"detail":"The request took longer than 0.02 seconds."}"#

    @Test func `a request that ignores cancellation is abandoned, and torn down when it ends`() async {
        let release = Signal()
        let ended = Signal()
        let journal = Journal()
        let session = Dependency(.perRequest, Scope()) { scope in
            scope.onExit { outcome in
                journal.note("exit \(outcome.isSuccess)")
                ended.send()
            }
            return 1
        }
        let app = App(title: "", version: "") {
            Timeout(.milliseconds(20), gracePeriod: .milliseconds(1))
            Endpoint(.get, "/", Inject(session)) { _ in
                await release.wait()
                journal.note("cancelled \(Task.isCancelled)")
                return "late"
            }
        }
        let response = await app.ask(.get, "/")
        #expect(response.status == .serviceUnavailable)
        #expect(response.text == Self.tooLong)
        #expect(journal.entries.isEmpty)
        release.send()
        await ended.wait()
        #expect(journal.entries == ["cancelled true", "exit false"])
    }

    @Test func `the response of an abandoned request is logged as discarded`() async {
        let release = Signal()
        let ended = Signal()
        let lines = Journal()
        let app = App(title: "", version: "") {
            Timeout(.milliseconds(20), gracePeriod: .milliseconds(1))
            RequestLog()
            Endpoint(.get, "/") {
                await release.wait()
                return "late"
            }
        }
        let logger = Logger(label: "test") { _ in
            MessageLog { line in
                lines.note(line)
                if line.hasPrefix("Abandoned request") { ended.send() }
            }
        }
        #expect(await app.respond(to: Request(), context: Context(logger: logger)).status == .serviceUnavailable)
        release.send()
        await ended.wait()
        #expect(lines.entries.first == "GET / discarded")
    }

    @Test func `a cancelled request that ignores cancellation is abandoned after the grace period`() async {
        let started = Signal()
        let release = Signal()
        let app = App(title: "", version: "") {
            Timeout(.seconds(600), gracePeriod: .milliseconds(1))
            Endpoint(.get, "/") {
                started.send()
                await release.wait()
                return ""
            }
        }
        let task = Task { await app.ask(.get, "/") }
        await started.wait()
        task.cancel()
        #expect(await task.value.text.contains("cancelled"))
        release.send()
    }

    @Test func `a limit that is reached after the request has ended does not replace its response`() async throws {
        let race = TimeoutRace()
        race.end(.success(.text("in time")), context: Context(logger: .silent))
        race.expire()
        #expect(!race.isExpired)
        race.abandon(HTTPError(.serviceUnavailable))
        #expect(try await race.response().text == "in time")
        let slow = TimeoutRace()
        slow.expire()
        #expect(slow.isExpired)
    }

    @Test func `the stream of an abandoned request is torn down with a failure and not produced`() async {
        let release = Signal()
        let ended = Signal()
        let journal = Journal()
        let session = Dependency(.perRequest, Scope()) { scope in
            scope.onExit { outcome in
                journal.note("exit \(outcome.isSuccess)")
                ended.send()
            }
            return 1
        }
        let app = App(title: "", version: "") {
            Timeout(.milliseconds(20), gracePeriod: .milliseconds(1))
            Endpoint(.get, "/", Inject(session)) { _ in
                await release.wait()
                return Response(body: .stream(BodyStream { _ in journal.note("produce") }))
            }
        }
        #expect(await app.ask(.get, "/").status == .serviceUnavailable)
        release.send()
        await ended.wait()
        #expect(journal.entries == ["exit false"])
    }

    @Test func `a cancelled request is torn down before the response`() async {
        let journal = Journal()
        let session = Dependency(.perRequest, Scope()) { scope in
            scope.onExit { journal.note("exit \($0.isSuccess)") }
            return 1
        }
        let app = App(title: "", version: "") {
            Timeout(.milliseconds(20), gracePeriod: .seconds(60))
            Endpoint(.get, "/", Inject(session)) { _ in
                try await Task.sleep(for: .seconds(3600))
                return ""
            }
        }
        #expect(await app.ask(.get, "/").text == Self.tooLong)
        #expect(journal.entries == ["exit false"])
    }

    @Test func `a request that succeeds within the grace period is a success`() async {
        let app = App(title: "", version: "") {
            Timeout(.milliseconds(20), gracePeriod: .seconds(60))
            Endpoint(.post, "/") {
                try? await Task.sleep(for: .seconds(3600))
                return "committed"
            }
        }
        #expect(await app.ask(.post, "/").text == #""committed""#)
    }

    @Test func `an error within the limit is not replaced`() async {
        let app = App(title: "", version: "") {
            Timeout(.seconds(60))
            Endpoint(.get, "/") { () -> String in throw HTTPError(.conflict) }
        }
        #expect(await app.ask(.get, "/").status == .conflict)
    }

    @Test func `cancellation of the whole request is propagated`() async {
        let app = App(title: "", version: "") {
            Timeout(.seconds(600))
            Endpoint(.get, "/") {
                try await Task.sleep(for: .seconds(3600))
                return ""
            }
        }
        let task = Task { await app.ask(.get, "/") }
        task.cancel()
        let response = await task.value
        #expect(response.status == .serviceUnavailable)
        #expect(response.text.contains("cancelled"))
    }

    @Test func `a task cancelled by the app itself is a 500 and not a timeout`() async {
        let reports = Journal()
        let app = App(title: "", version: "") {
            ErrorReporter { error, _, _ in reports.note("\(type(of: error))") }
            Endpoint(.get, "/") { () -> String in
                let child = Task { try await Task.sleep(for: .seconds(3600)) }
                child.cancel()
                try await child.value
                return ""
            }
        }
        let response = await app.ask(.get, "/")
        #expect(response.status == .internalServerError)
        #expect(reports.entries == ["CancellationError"])
        var late = Context(logger: .silent)
        late.deadline = .now
        #expect(await app.respond(to: Request(), context: late).status == .serviceUnavailable)
    }
}
