import Swiftlet
import Testing

private struct Boom: Error {}

/// Instances shared by a mounted app and the outer app, and the teardown of guards.
@Suite struct MountScopeTests {
    @Test func `two mounts of one app with different overrides share no instances`() async throws {
        let journal = Journal()
        let name = Dependency(.perProcess) { "default" }
        let pool = Dependency(.perProcess, Inject(name), Scope()) { name, scope in
            scope.onExit { _ in journal.note("close \(name)") }
            return "pool of \(name)"
        }
        let inner = App(title: "", version: "") { Endpoint(.get, "/", operationID: "get", Inject(pool)) { $0 } }
        let app = App(title: "", version: "") {
            Mount("/a", inner.overriding([.override(name, with: "a")]))
            Mount("/b", inner.overriding([.override(name, with: "b")]))
            Mount("/c", inner)
        }
        #expect(await app.ask(.get, "/a/").text == #""pool of a""#)
        #expect(await app.ask(.get, "/b/").text == #""pool of b""#)
        #expect(await app.ask(.get, "/c/").text == #""pool of default""#)
        try await app.shutdown()
        #expect(journal.entries.sorted() == ["close a", "close b", "close default"])
    }

    @Test func `guards that wrap only a mounted app are validated and created at startup`() async throws {
        let journal = Journal()
        let eager = Dependency(.perProcessAtStartup) {
            journal.note("make")
            return 1
        }
        let empty = App(title: "", version: "") {}
        try await App(title: "", version: "") {
            Routes("/a", requires: [Inject(eager)]) { Mount("/in", empty) }
        }
        .start()
        #expect(journal.entries == ["make"])
        let wrong = Dependency(.perProcess, Query("x", Int.self), name: "wrong") { $0 }
        let app = App(title: "", version: "") {
            Routes("/b", requires: [Inject(wrong), Path("id", Int.self)]) { Mount("/in", empty) }
        }
        let error = try #require(await #expect(throws: AppError.self) { try await app.start() })
        #expect(
            error.faults.sorted() == [
                "The app mounted at `/b/in` reads `id`, which is not a parameter of its path.",
                "wrong has process lifetime and cannot depend on request inputs.",
            ]
        )
    }

    @Test(arguments: [("/in/fine", "exit true"), ("/in/boom", "exit false"), ("/in/none", "exit false")])
    func `a guard of a mounted app is torn down with a failure if the response is an error`(
        path: String,
        entry: String
    ) async {
        let journal = Journal()
        let session = Dependency(.perRequest, Scope()) { scope in
            scope.onExit { journal.note("exit \($0.isSuccess)") }
            return 1
        }
        let inner = App(title: "", version: "") {
            Endpoint(.get, "/fine") { "" }
            Endpoint(.get, "/boom") { () -> String in throw Boom() }
        }
        let app = App(title: "", version: "") {
            Routes(requires: [Inject(session)]) { Mount("/in", inner) }
        }
        _ = await app.ask(.get, path)
        #expect(journal.entries == [entry])
    }

    @Test func `a route of the outer app shadows one of an app mounted without a path`() async throws {
        let legacy = App(title: "Legacy", version: "1") {
            OpenAPIRoutes()
            Endpoint(.get, "/users/{id}", operationID: "get_user", Path("id", String.self)) { "old \($0)" }
            Endpoint(.get, "/files/{path:path}", operationID: "file", Path("path", String.self)) { "old \($0)" }
        }
        let app = App(title: "New", version: "2") {
            OpenAPIRoutes()
            Mount("", legacy)
            Endpoint(.get, "/users/{user_id}", operationID: "get_user", Path("user_id", String.self)) { "new \($0)" }
            Endpoint(.get, "/files/{name}", operationID: "named", Path("name", String.self)) { "new \($0)" }
        }
        try await app.start()
        #expect(Set(app.handlerNames).count == app.handlerNames.count)
        #expect(app.handlerNames.contains("file"))
        #expect(await app.ask(.get, "/users/7").text == #""new 7""#)
        #expect(await app.ask(.get, "/files/a/b").text == #""old a/b""#)
        #expect(await app.ask(.get, "/openapi.json").text.contains(#""title":"New""#))
        let conflict = App(title: "", version: "") {
            Mount("", legacy)
            Endpoint(.get, "/other", operationID: "get_user") { "" }
        }
        await #expect(throws: AppError.self) { try await conflict.start() }
    }
}
