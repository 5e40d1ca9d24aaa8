import Swiftlet
import SwiftletJSON
import SwiftletSecurity
import SwiftletTesting
import Synchronization
import Testing

/// An input that reads a header field.
private struct UserAgent: EndpointInput {
    var needsPreparation: Bool { false }
    var inputLocation: InputLocation { .header }

    func extract(from scope: RequestScope, validation: inout Validation) -> String? {
        if let agent = scope.request.header(.userAgent) { return agent }
        validation.at(.name("header")) { $0.record("missing", "Field required", input: .null) }
        return nil
    }

    func describe(_ operation: inout OperationDescription) {
        let schema = String.describe([], &operation.registry)
        operation.parameters.append(
            OperationDescription.Parameter(location: .header, name: "User-Agent", isRequired: true, schema: schema)
        )
    }
}

/// A component that adds routes.
private struct ClientRoutes: AppComponent {
    func register(in assembly: inout AppAssembly) {
        Routes("/client") {
            Endpoint(.get, "/agent", UserAgent()) { agent in agent }
        }
        .register(in: &assembly)
    }
}

/// A store of rate limits.
private final class DictionaryStore: RateLimitStore {
    private let arrivals = Mutex<[String: Int64]>([:])

    func decide(_ key: String, _ limit: RateLimit, at now: Int64) -> RateLimitDecision {
        arrivals.withLock { arrivals in
            let decision = limit.decide(arrivals[key], at: now)
            arrivals[key] = decision.arrival
            return decision
        }
    }

    func check(_ key: String, _ limit: RateLimit, at now: Int64) -> RateLimitDecision {
        limit.check(arrivals.withLock { $0[key] }, at: now)
    }

    func record(_ key: String, _ limit: RateLimit, at now: Int64) {
        arrivals.withLock { $0[key] = limit.recorded($0[key], at: now) }
    }

    func refund(_ decision: RateLimitDecision, of key: String, _ limit: RateLimit, at now: Int64) {
        arrivals.withLock { arrivals in
            if let arrival = arrivals[key] { arrivals[key] = arrival - limit.refundable(decision, at: now) }
        }
    }
}

/// Types of users can implement the protocols of the library, which this target uses without package access.
@Suite struct ExtensionPointTests {
    private let app = App(title: "", version: "") { ClientRoutes() }

    @Test func `a custom component adds routes, and a custom input extracts its value`() async throws {
        let client = TestClient(app)
        let response = try await client.get("/client/agent", headers: [.userAgent: "tests"])
        #expect(try response.json() == "tests")
        #expect(try await client.get("/client/agent").status == .unprocessableContent)
    }

    @Test func `the OpenAPI document describes a custom input`() throws {
        let document = try JSON(parsing: app.openAPIDocument())
        let parameter = document["paths"]?["/client/agent"]?["get"]?["parameters"]?[0]
        #expect(parameter?["name"] == "User-Agent")
        #expect(parameter?["in"] == "header")
    }

    @Test func `a custom rate limit store allows what the one in memory allows`() {
        let limit = RateLimit(2, per: .seconds(10))
        let (custom, memory) = (DictionaryStore(), MemoryRateLimitStore())
        for now: Int64 in [0, 1, 2, 3, 4_999_999, 5_000_000, 5_000_001] {
            let decision = custom.decide("client", limit, at: now)
            #expect(decision == memory.decide("client", limit, at: now))
            guard now == 4_999_999 else { continue }
            custom.record("client", limit, at: now)
            memory.record("client", limit, at: now)
        }
        let decision = custom.decide("client", limit, at: 30_000_000)
        #expect(decision.isAllowed)
        #expect(custom.check("client", limit, at: 30_000_000).remaining == 1)
        custom.refund(decision, of: "client", limit, at: 30_000_000)
        #expect(custom.check("client", limit, at: 30_000_000).remaining == 2)
    }
}
