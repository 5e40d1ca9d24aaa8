import Swiftlet
import Testing

/// Operations with dependencies outside of a request.
@Suite struct WithDependenciesTests {
    private struct Failure: Error {}
    private struct Settings: Sendable {}

    /// A dependency that notes its creation and teardown.
    private static func noted(_ name: String, _ lifetime: Lifetime, in journal: Journal) -> Dependency<String> {
        Dependency(lifetime, Scope(), name: name) { scope in
            journal.note("make \(name)")
            scope.onExit { outcome in journal.note("\(outcome.isSuccess ? "end" : "abandon") \(name)") }
            return name
        }
    }

    private static var app: App { App(title: "", version: "") {} }

    @Test func `dependencies of the scope are torn down after the operation, those of the process at shutdown`()
        async throws
    {
        let journal = Journal()
        let pool = Self.noted("pool", .perProcess, in: journal)
        let session = Self.noted("session", .perRequest, in: journal)
        let app = Self.app
        for _ in 0..<2 {
            let names = try await app.withDependencies(Inject(pool), Inject(session), Inject(session)) {
                journal.note("run")
                return [$0, $1, $2]
            }
            #expect(names == ["pool", "session", "session"])
        }
        let once = ["make session", "run", "end session"]
        #expect(journal.entries == ["make pool"] + once + once)
        try await app.shutdown()
        #expect(journal.entries.last == "end pool")
    }

    @Test func `an error of the operation is the outcome of the teardowns, which run once`() async {
        let journal = Journal()
        let session = Self.noted("session", .perRequest, in: journal)
        await #expect(throws: Failure.self) {
            try await Self.app.withDependencies(Inject(session)) { _ in throw Failure() }
        }
        #expect(journal.entries == ["make session", "abandon session"])
    }

    @Test func `an error of a teardown is thrown, and the other teardowns receive a failure`() async {
        let journal = Journal()
        let session = Self.noted("session", .perRequest, in: journal)
        let failing = Dependency(.perRequest, Inject(session), Scope()) { _, scope in
            scope.onExit { _ in throw Failure() }
        }
        await #expect(throws: Failure.self) { try await Self.app.withDependencies(Inject(failing)) { _ in } }
        #expect(journal.entries == ["make session", "abandon session"])
    }

    @Test func `dependencies with eager creation exist before the operation`() async throws {
        let journal = Journal()
        let eager = Self.noted("eager", .perProcessAtStartup, in: journal)
        let app = App(title: "", version: "") { Endpoint(.get, "/", Inject(eager)) { $0 } }
        try await app.withDependencies { journal.note("run") }
        #expect(journal.entries == ["make eager", "run"])
    }

    @Test func `invalid dependencies are reported, although no route has them`() async {
        let settings = Dependency(settings: Settings.self)
        let user = Dependency(.perRequest, Header("authorization", String.self), name: "user") { $0 }
        let error = await #expect(throws: AppError.self) {
            try await Self.app.withDependencies(Inject(settings), Inject(user)) { _, _ in }
        }
        #expect(
            error?.faults == [
                "settings requires settings of type Settings: pass them to `App(settings:)`.",
                "The operation has an input that reads an HTTP request: Header<String>, through user.",
            ]
        )
    }

    @Test func `a circular dependency is reported`() async {
        let error = await #expect(throws: AppError.self) {
            try await Self.app.withDependencies(Inject(Circle.first)) { _ in }
        }
        #expect(error?.faults == ["Circular dependency: first → second → first."])
    }
}

private enum Circle {
    static let first: Dependency<Int> = Dependency(.perProcess, Inject(second), name: "first") { $0 }
    static let second: Dependency<Int> = Dependency(.perProcess, Inject(first), name: "second") { $0 }
}
