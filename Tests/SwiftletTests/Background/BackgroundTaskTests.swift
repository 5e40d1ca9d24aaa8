import Swiftlet
import SwiftletFixtures
import SwiftletTesting
import Synchronization
import Testing

private struct Boom: Error {}

/// Responds once a request commits, without waiting for it.
private struct Impatience: Middleware {
    let committing: Signal

    init(until committing: Signal) {
        self.committing = committing
    }

    func handle(_ request: Request, context: Context, next: @escaping Next) async throws -> Response {
        Task { try await next(request, context) }
        await committing.wait()
        return Response(.serviceUnavailable)
    }
}

@Suite(.timeLimit(.minutes(1))) struct BackgroundTaskTests {
    private let journal = Journal()

    private var resource: Dependency<Int> {
        Dependency(.perRequest, Scope()) { [journal] scope in
            scope.onExit { journal.note("teardown \($0.isSuccess)") }
            return 1
        }
    }

    @Test func `tasks run in order, after the teardown of dependencies and the middleware`() async throws {
        let journal = journal
        let app = App(title: "", version: "") {
            ErrorReporter { _, _, _ in }
            RequestLog()
            Endpoint(.get, "/", Inject(resource), BackgroundTasks(), Invocation()) { _, tasks, context in
                tasks.add { journal.note("one, in \(Context.current?.requestID ?? "none")") }
                tasks.add("second") {
                    await Task.yield()
                    journal.note("two")
                    tasks.add { journal.note("three") }
                }
                journal.note("endpoint")
                return context.requestID
            }
        }
        let logger = Logger(label: "") { _ in MessageLog { journal.note($0) } }
        var client = TestClient(app, shapes: .only(.httpAPI), logger: logger)
        client.requestID = "id"
        try await client.get("/").expect(.ok)
        #expect(journal.entries == ["endpoint", "teardown true", "GET / 200", "one, in id", "two", "three"])
        #expect(app.failedBackgroundTaskCount == 0)
    }

    @Test func `all inputs of a request provide the same list`() async throws {
        let journal = journal
        let audit = Dependency(.perRequest, BackgroundTasks()) { tasks in
            tasks.add { journal.note("audit") }
            return 1
        }
        let app = App(title: "", version: "") {
            Endpoint(.get, "/", Inject(audit), BackgroundTasks()) { _, tasks in
                tasks.add { journal.note("email") }
                return "done"
            }
        }
        #expect(await app.ask(.get, "/").text == #""done""#)
        #expect(journal.entries == ["audit", "email"])
    }

    @Test func `an error is logged and counted, and the next task runs`() async throws {
        let (journal, log) = (journal, LogCapture())
        let app = App(title: "", version: "") {
            Endpoint(.get, "/", BackgroundTasks()) { tasks in
                tasks.add("mail") { throw Boom() }
                tasks.add { throw Boom() }
                tasks.add { journal.note("last") }
            }
        }
        try await TestClient(app, shapes: .only(.restAPI), logger: log.logger).get("/").expect(.noContent)
        #expect(journal.entries == ["last"])
        #expect(app.failedBackgroundTaskCount == 2)
        #expect(log.messages == ["The background task mail failed.", "The background task without a name failed."])
        let client = TestClient(app, shapes: .only(.restAPI), raisesServerErrors: true)
        await #expect(throws: Boom.self) { try await client.get("/") }
    }

    @Test func `a failed request has no tasks`() async throws {
        let journal = journal
        let failing = Dependency(.perRequest, Scope()) { scope in
            scope.onExit { _ in throw Boom() }
            return 1
        }
        let app = App(title: "", version: "") {
            Endpoint(.get, "/thrown", BackgroundTasks()) { tasks -> String in
                tasks.add { journal.note("task") }
                throw HTTPError(.notFound)
            }
            Endpoint(.get, "/teardown", Inject(failing), BackgroundTasks()) { _, tasks in
                tasks.add { journal.note("task") }
                return "done"
            }
        }
        #expect(await app.ask(.get, "/thrown").status == .notFound)
        #expect(await app.ask(.get, "/teardown").status == .internalServerError)
        #expect(journal.entries.isEmpty)
        #expect(app.failedBackgroundTaskCount == 0)
    }

    @Test func `a cancelled invocation runs no further tasks`() async throws {
        let (journal, log) = (journal, LogCapture())
        let app = App(title: "", version: "") {
            Endpoint(.get, "/", BackgroundTasks()) { tasks in
                tasks.add {
                    unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
                    journal.note("first")
                }
                tasks.add("second") { journal.note("second") }
                tasks.add("third") { journal.note("third") }
            }
        }
        let context = Context(logger: log.logger)
        let request = Request(path: "/")
        _ = await Task { await app.respond(to: request, context: context) }.value
        #expect(journal.entries == ["first"])
        #expect(app.failedBackgroundTaskCount == 2)
        #expect(
            log.messages == [
                "The background task second did not run: the invocation was cancelled.",
                "The background task third did not run: the invocation was cancelled.",
            ]
        )
    }

    @Test func `a task that is added too late is reported`() async throws {
        let log = LogCapture()
        let kept = Mutex<BackgroundTaskList?>(nil)
        let app = App(title: "", version: "") {
            Endpoint(.get, "/", BackgroundTasks()) { tasks in kept.withLock { $0 = tasks } }
        }
        _ = await app.respond(to: Request(path: "/"), context: Context(logger: log.logger))
        kept.withLock { $0 }?.add("late") {}
        #expect(app.failedBackgroundTaskCount == 1)
        #expect(log.messages.count == 1)
    }

    @Test(arguments: [true, false]) func `the tasks of a stream run after it`(isStreamed: Bool) async throws {
        let journal = journal
        let app = App(title: "", version: "") {
            Endpoint(.get, "/", Inject(resource), BackgroundTasks()) { _, tasks in
                tasks.add { journal.note("task") }
                return Response(
                    body: .stream(
                        BodyStream { write in
                            try await write([1])
                            tasks.add { journal.note("added by the stream") }
                            journal.note("streamed")
                        }
                    )
                )
            }
        }
        let client = TestClient(app, shapes: .only(.functionURL))
        if isStreamed {
            _ = try await client.stream(.get, "/") { _ in journal.note("received") }
            #expect(journal.entries.first == "received")
        } else {
            try await client.get("/").expect(.ok)
        }
        #expect(journal.entries.suffix(4) == ["streamed", "teardown true", "task", "added by the stream"])
    }

    @Test(arguments: [true, false]) func `a failed stream has no tasks`(hasMiddleware: Bool) async throws {
        let journal = journal
        let app = App(title: "", version: "") {
            if hasMiddleware { RequestLog() }
            Endpoint(.get, "/", BackgroundTasks()) { tasks in
                tasks.add { journal.note("task") }
                return Response(body: .stream(BodyStream { _ in throw Boom() }))
            }
        }
        let client = TestClient(app, shapes: .only(.functionURL))
        try await client.get("/").expect(.internalServerError)
        await #expect(throws: Boom.self) { try await client.stream(.get, "/") { _ in } }
        #expect(journal.entries.isEmpty)
    }

    @Test func `a request that a timeout has abandoned has no tasks`() async throws {
        let (journal, released) = (journal, Signal())
        let app = App(title: "", version: "") {
            Timeout(.milliseconds(10), gracePeriod: .milliseconds(10))
            Endpoint(.get, "/", Inject(resource), BackgroundTasks()) { _, tasks in
                tasks.add { journal.note("task") }
                await released.wait()
                return "late"
            }
        }
        #expect(await app.ask(.get, "/").status == .serviceUnavailable)
        released.send()
        while journal.entries.isEmpty { try await Task.sleep(for: .milliseconds(1)) }
        #expect(journal.entries == ["teardown false"])
    }

    @Test func `event handlers, mounted apps and operations have tasks`() async throws {
        let journal = journal
        let app = App(title: "", version: "") {
            EventHandler("job", BackgroundTasks()) { (event: JSON, context, tasks) in
                tasks.add { journal.note("of the event") }
            }
            Mount(
                "/inner",
                App(title: "", version: "") {
                    Endpoint(.get, "/", BackgroundTasks()) { tasks in
                        tasks.add { journal.note("of the mounted app") }
                    }
                }
            )
        }
        try await app.start()
        #expect(app.usesBackgroundTasks)
        _ = try await TestClient(app).invoke(.null, handler: "job")
        #expect(await app.ask(.get, "/inner/").status == .noContent)
        try await app.withDependencies(BackgroundTasks()) { tasks in
            tasks.add { journal.note("of the operation") }
        }
        #expect(journal.entries == ["of the event", "of the mounted app", "of the operation"])
    }

    @Test func `the tasks of an endpoint without an app use its dependencies`() async throws {
        let journal = journal
        let pool = Dependency(.perProcess, Scope()) { scope in
            scope.onExit { _ in journal.note("closed") }
            return "pool"
        }
        let endpoint = Endpoint(.get, "/", Inject(pool), BackgroundTasks()) { pool, tasks in
            tasks.add { journal.note("task with \(pool)") }
        }
        _ = try await endpoint(TestEvent(.get, "/").bytes)
        #expect(journal.entries == ["task with pool", "closed"])
    }

    @Test func `a dependency that outlives a request cannot have tasks`() async {
        let shared = Dependency(.perProcess, BackgroundTasks()) { _ in 1 }
        let app = App(title: "", version: "") { Endpoint(.get, "/", Inject(shared)) { "\($0)" } }
        await #expect(throws: AppError.self) { try await app.start() }
    }

    @Test func `tasks of a request that is abandoned while it commits are reported`() async throws {
        let (journal, log) = (journal, LogCapture())
        let (committing, released) = (Signal(), Signal())
        let transaction = Dependency(.perRequest, Scope()) { scope in
            scope.onExit { _ in
                committing.send()
                await released.wait()
            }
            return 1
        }
        let app = App(title: "", version: "") {
            Impatience(until: committing)
            Endpoint(.get, "/", Inject(transaction), BackgroundTasks()) { _, tasks in
                tasks.add { journal.note("task") }
            }
        }
        let response = await app.respond(to: Request(path: "/"), context: Context(logger: log.logger))
        #expect(response.status == .serviceUnavailable)
        released.send()
        while app.failedBackgroundTaskCount == 0 { try await Task.sleep(for: .milliseconds(1)) }
        #expect(app.failedBackgroundTaskCount == 1)
        #expect(log.messages.contains { $0.hasSuffix("the request was abandoned before its teardowns had ended.") })
        #expect(journal.entries.isEmpty)
    }

    @Test func `work that is added by a part runs in the same invocation`() async {
        let (journal, work) = (journal, BackgroundWork())
        work.add {
            journal.note("one")
            work.add { journal.note("two") }
        }
        await work.run()
        #expect(journal.entries == ["one", "two"])
        #expect(work.isEmpty)
    }

    @Test func `a host runs the tasks after the response`() async throws {
        let journal = journal
        let app = App(title: "", version: "") {
            Endpoint(.get, "/", BackgroundTasks()) { tasks in
                tasks.add { journal.note("task") }
            }
            Endpoint(.get, "/none") { "none" }
        }
        let work = BackgroundWork()
        var context = Context(logger: .silent)
        context.backgroundWork = work
        _ = try await app.respond(to: TestEvent(.get, "/none").bytes, context: context)
        #expect(work.isEmpty)
        _ = try await app.respond(to: TestEvent(.get, "/").bytes, context: context)
        #expect(!work.isEmpty)
        #expect(journal.entries.isEmpty)
        await work.run()
        #expect(journal.entries == ["task"])
        #expect(work.isEmpty)
    }
}
