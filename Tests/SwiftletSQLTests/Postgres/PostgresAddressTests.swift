import Foundation
import TestSupport
import Testing

@testable import SwiftletSQL

/// Hosts that do not respond, and names that cannot be resolved.
@Suite(.timeLimit(.minutes(3)), .enabled(if: PostgresServer.programs != nil, PostgresServer.reason))
struct PostgresAddressTests {
    // MARK: - Addresses

    @Test(arguments: ["&connect_timeout=5", "", "&connect_timeout=100"])
    func `an unresponsive first host leaves time for the second`(_ parameters: String) async throws {
        let server = try await PostgresServer.shared()
        let silent = try TCPSwitch(to: nil)
        defer { silent.end() }
        let hosts = "127.0.0.1:\(silent.port),127.0.0.1:\(server.port)"
        let url = "postgres://tester:hunter2@\(hosts)/postgres?sslmode=disable\(parameters)"
        let timeout: Duration = parameters == "&connect_timeout=5" ? .seconds(100) : .seconds(12)
        try await withDatabase(url, .init(acquireTimeout: timeout)) { db in
            let values = try await db.query("SELECT 1").decode(Int.self)
            #expect(values == [1])
        }
    }

    @Test func `an unresponsive server leaves time for the primary with prefer-standby`() async throws {
        let server = try await PostgresServer.shared()
        let silent = try TCPSwitch(to: nil)
        defer { silent.end() }
        let hosts = "127.0.0.1:\(server.port),127.0.0.1:\(silent.port)"
        let url = "postgres://tester:hunter2@\(hosts)/postgres?sslmode=disable&target_session_attrs=prefer-standby"
        try await withDatabase(url, .init(acquireTimeout: .seconds(12))) { db in
            let values = try await db.query("SELECT 1").decode(Int.self)
            #expect(values == [1])
        }
    }

    @Test func `connect_timeout applies before the acquire timeout`() async throws {
        let silent = try TCPSwitch(to: nil)
        defer { silent.end() }
        let url = "postgres://tester@127.0.0.1:\(silent.port)/postgres?sslmode=disable&connect_timeout=1"
        try await withDatabase(url, .init(acquireTimeout: .seconds(3600))) { db in
            let error = await #expect(throws: SQLError.self) { try await db.query("SELECT 1") }
            #expect(error?.code == .connectionFailed)
            #expect(error?.message.contains("in time") == true)
        }
    }

    // MARK: - Names

    @Test func `a lookup that hangs ends at the deadline without blocking others`() async throws {
        let names = StubNames()
        defer { names.release() }
        let resolver = names.makeResolver()
        let error = await #expect(throws: SQLError.self) {
            try await resolver.addresses(of: "hung.example", until: .now + .milliseconds(200))
        }
        #expect(error?.code == .connectionFailed)
        #expect(error?.message.contains("Resolving") == true)
        #expect(try await resolver.addresses(of: "known.example", until: .now + .seconds(100)) == ["127.0.0.1"])
    }

    @Test func `more hanging lookups than threads end at their deadlines`() async throws {
        let names = StubNames()
        defer { names.release() }
        let resolver = names.makeResolver()
        let lookUps = (0..<20)
            .map { number in
                Task { try await resolver.addresses(of: "hung\(number).example", until: .now + .milliseconds(200)) }
            }
        for lookUp in lookUps {
            let result = await lookUp.result
            #expect(throws: SQLError.self) { try result.get() }
        }
    }

    @Test func `a lookup that hangs can be cancelled without blocking the loop`() async throws {
        let names = StubNames()
        defer { names.release() }
        let resolver = names.makeResolver()
        let looking = Task { try await resolver.addresses(of: "hung.example", until: .now + .seconds(3600)) }
        try await Task.sleep(for: .milliseconds(20))
        looking.cancel()
        await #expect(throws: CancellationError.self) { try await looking.value }
    }

    @Test(arguments: ["hung.example", "unknown.example"])
    func `an unresolvable first name leaves time for the second`(_ name: String) async throws {
        let server = try await PostgresServer.shared()
        let names = StubNames()
        defer { names.release() }
        let hosts = "\(name):1,known.example:\(server.port)"
        let parameters = try PostgresParameters(
            url: "postgres://tester:hunter2@\(hosts)/postgres?sslmode=disable&connect_timeout=1"
        )
        let connector = PostgresConnector(
            parameters: parameters,
            configuration: .init(),
            resolver: names.makeResolver()
        )
        let connection = try await connector.connect(until: .now + .seconds(100))
        connection.close()
    }

    @Test func `the error for an unresolvable name has the index of the host`() async throws {
        let names = StubNames()
        defer { names.release() }
        let parameters = try PostgresParameters(url: "postgres://tester:hunter2@secret.example/postgres")
        let connector = PostgresConnector(
            parameters: parameters,
            configuration: .init(),
            resolver: names.makeResolver()
        )
        let error = await #expect(throws: SQLError.self) { try await connector.connect(until: .now + .seconds(100)) }
        #expect(error?.code == .connectionFailed)
        #expect(error?.message.contains("host 1") == true)
        #expect(error?.description.contains("secret.example") == false)
    }
}
