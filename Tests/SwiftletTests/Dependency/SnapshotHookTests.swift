import Swiftlet
import Testing

private struct Boom: Error {}

@Suite struct SnapshotHookTests {
    private let journal = Journal()

    private func dependency(_ name: String, _ lifetime: Lifetime, _ inputs: Dependency<Int>? = nil) -> Dependency<Int> {
        @Sendable func make(_ scope: ExitScope) -> Int {
            journal.note("make \(name)")
            scope.beforeSnapshot { [journal] in journal.note("\(name) before") }
            scope.afterRestore { [journal] in journal.note("\(name) after") }
            scope.onExit { [journal] _ in journal.note("\(name) exit") }
            return 1
        }
        guard let inputs else { return Dependency(lifetime, Scope()) { make($0) } }
        return Dependency(lifetime, Inject(inputs), Scope()) { _, scope in make(scope) }
    }

    private func app(_ dependencies: Dependency<Int>...) -> App {
        App(title: "", version: "") {
            SnapshotHooks(
                beforeSnapshot: { [journal] _ in journal.note("app before") },
                afterRestore: { [journal] _ in journal.note("app after") }
            )
            for (index, dependency) in dependencies.enumerated() {
                Endpoint(.get, "/\(index)", Inject(dependency)) { "\($0)" }
            }
        }
    }

    @Test func `hooks run in reverse order before the snapshot, and in order after the restore`() async throws {
        let table = dependency("table", .perProcessBeforeSnapshot)
        let index = dependency("index", .perProcessBeforeSnapshot, table)
        let pool = dependency("pool", .perProcessAtStartup)
        let app = app(index, pool)
        try await app.prepareForSnapshot()
        #expect(journal.entries == ["make table", "make index", "app before", "index before", "table before"])
        try await app.restoreFromSnapshot()
        #expect(journal.entries.suffix(3) == ["table after", "index after", "app after"])
        try await app.start()
        #expect(journal.entries.last == "make pool")
        #expect(await app.ask(.get, "/0").text == #""1""#)
        #expect(journal.entries.last == "make pool")
        try await app.shutdown()
        #expect(journal.entries.suffix(3) == ["pool exit", "index exit", "table exit"])
    }

    @Test func `without a snapshot the instances are created at startup, and no hook runs`() async throws {
        let app = app(dependency("table", .perProcessBeforeSnapshot), dependency("lazy", .perProcess))
        try await app.start()
        #expect(journal.entries == ["make table"])
    }

    @Test func `hooks of a scope that ends with the request do not run`() async throws {
        let app = app(dependency("request", .perRequest))
        try await app.prepareForSnapshot()
        #expect(await app.ask(.get, "/0").text == #""1""#)
        try await app.restoreFromSnapshot()
        #expect(journal.entries == ["app before", "make request", "request exit", "app after"])
    }

    @Test func `a mounted app with settings has its hooks`() async throws {
        let table = dependency("table", .perProcessBeforeSnapshot)
        let inner = App(title: "", version: "", settings: 1) {
            Endpoint(.get, "/", Inject(table)) { "\($0)" }
        }
        let outer = App(title: "", version: "") { Mount("/inner", inner) }
        try await outer.prepareForSnapshot()
        try await outer.restoreFromSnapshot()
        #expect(journal.entries == ["make table", "table before", "table after"])
    }

    @Test func `hooks of a mounted app run between those of the outer app and of dependencies`() async throws {
        let inner = app(dependency("table", .perProcessBeforeSnapshot))
        let outer = App(title: "", version: "") {
            SnapshotHooks(
                beforeSnapshot: { [journal] in journal.note("outer before, \($0.function.name)") },
                afterRestore: { [journal] in journal.note("outer after, \($0.function.name)") }
            )
            Mount("/inner", inner)
        }
        let function = FunctionInfo(name: "f")
        try await outer.prepareForSnapshot(function: function)
        #expect(journal.entries == ["make table", "outer before, f", "app before", "table before"])
        try await outer.restoreFromSnapshot(function: function)
        #expect(journal.entries.suffix(3) == ["table after", "app after", "outer after, f"])
    }

    @Test func `errors of hooks and dependencies are thrown`() async throws {
        let failing = App(title: "", version: "") { SnapshotHooks(afterRestore: { _ in throw Boom() }) }
        try await failing.prepareForSnapshot()
        await #expect(throws: Boom.self) { try await failing.restoreFromSnapshot() }
        let broken = Dependency(.perProcessBeforeSnapshot) { () -> Int in throw Boom() }
        let app = App(title: "", version: "") { Endpoint(.get, "/", Inject(broken)) { "\($0)" } }
        await #expect(throws: Boom.self) { try await app.prepareForSnapshot() }
    }

    @Test func `hooks resolve dependencies`() async throws {
        let table = Dependency(.perProcess) { "table" }
        let app = App(title: "", version: "") {
            SnapshotHooks(beforeSnapshot: { [journal] in journal.note(try await table.instance(context: $0)) })
        }
        try await app.prepareForSnapshot()
        #expect(journal.entries == ["table"])
    }
}
