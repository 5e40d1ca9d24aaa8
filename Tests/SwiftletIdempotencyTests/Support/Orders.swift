import Swiftlet
import SwiftletIdempotency
import SwiftletTesting
import Synchronization

/// An app whose endpoints count how often they run.
final class Orders: Sendable {
    struct Failed: Error {}

    private let runs = Mutex(0)
    private let starts = Mutex(0)
    let store: any IdempotencyStore
    let latch = Latch()
    let started = Latch()

    init(store: any IdempotencyStore = MemoryIdempotencyStore()) {
        self.store = store
    }

    /// The number of times that an endpoint has run.
    var count: Int { runs.withLock { $0 } }

    /// The number of times that the endpoint that waits has started.
    var startCount: Int { starts.withLock { $0 } }

    /// Counts a run, and returns its number.
    @discardableResult
    func run() -> Int {
        runs.withLock { runs in
            runs += 1
            return runs
        }
    }

    func app(
        required isRequired: Bool = false,
        caller: IdempotentCaller = .credentials,
        storing fields: [HTTPField.Name] = [],
        allowsUnquotedKeys: Bool = false,
        maximumResultSize: Int = 1_000,
        problems: Bool = false
    ) -> App {
        let idempotency = Idempotency("orders", store: store, maximumResultSize: maximumResultSize)
        let idempotent = Idempotent(
            idempotency,
            required: isRequired,
            caller: caller,
            storing: fields,
            allowsUnquotedKeys: allowsUnquotedKeys
        )
        return App(title: "Orders", version: "1.0.0") {
            if problems { ProblemDetails() }
            Routes("/orders", requires: [idempotent]) {
                endpoints
            }
            Routes("/other", requires: [idempotent]) {
                Endpoint(.post, "", Query("q", String?.self)) { [self] _ in run() }
            }
        }
    }

    private var endpoints: [any AppComponent] {
        [
            Endpoint(.get, "") { [self] in run() },
            Endpoint(.post, "", status: .created, Body(JSON.self), Query("q", String?.self)) { [self] body, _ in
                Reply(
                    ["order": .integer(run()), "body": body] as JSON,
                    headers: [
                        .location: "/orders/1", .setCookie: "session=secret", .server: "orders", .retryAfter: "1",
                    ]
                )
            },
            Endpoint(.patch, "/{id}", Path("id", Int.self)) { [self] id in run() },
            Endpoint(.post, "/empty") { [self] in _ = run() },
            Endpoint(.post, "/rejected", status: .badRequest) { [self] in run() },
            Endpoint(.post, "/failing", status: .badGateway) { [self] in run() },
            Endpoint(.post, "/throwing") { [self] () -> Int in
                guard run() > 1 else { throw HTTPError(.conflict, "Out of stock") }
                return count
            },
            Endpoint(.post, "/crashing") { [self] () -> Int in
                guard run() > 1 else { throw Failed() }
                return count
            },
            Endpoint(.post, "/teardown", Scope()) { [self] scope in
                let number = run()
                scope.onExit { _ in if number == 1 { throw Failed() } }
                return number
            },
            Endpoint(.post, "/waiting") { [self] in
                starts.withLock { $0 += 1 }
                started.open()
                await latch.wait()
                return run()
            },
            Endpoint(.post, "/large") { [self] in
                run()
                return String(repeating: "a", count: 2_000)
            },
            Endpoint(.post, "/transferred", Scope()) { [self] scope in
                let number = run()
                scope.onExit { _ in }
                return Response(
                    body: .stream(
                        BodyStream { write in
                            guard number > 1 else { throw Failed() }
                            try await write([1, 2, 3])
                        }
                    )
                )
            },
            Endpoint(.post, "/streamed") { [self] in
                run()
                return Response(body: .stream(BodyStream { write in try await write([1, 2, 3]) }))
            },
        ]
    }
}
