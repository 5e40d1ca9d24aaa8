import Foundation
import Logging
import Swiftlet
import SwiftletIdempotency
import SwiftletIdempotencySQL
import SwiftletSQL
import TestSupport
import Testing

/// Keys that are shared by several processes, some of which are killed.
@Suite(.serialized, .timeLimit(.minutes(5))) struct SharedKeyTests {
    /// Six by default; an environment variable lowers it for sanitizers, with which each process takes seconds to start.
    private static let count = ProcessInfo.processInfo.environment["SWIFTLET_TEST_PROCESSES"].flatMap(Int.init) ?? 6

    /// Not the shared server: waiting for processes blocks threads of other tests, which may hold connections.
    private static let server = Task { try await PostgresServer.start() }

    /// Calls `body` with the URL of a database that processes can share, with the tables of this test.
    private func withURL(_ driver: TestDriver, _ body: (String) async throws -> Void) async throws {
        switch driver {
        case .sqlite:
            try await driver.withURL { url in
                try await SharedKey.prepare(url)
                try await body(url)
            }
        case .postgres:
            guard PostgresServer.programs != nil else { try Test.cancel(PostgresServer.reason) }
            let url = try await Self.server.value.makeDatabase()
            try await SharedKey.prepare(url)
            try await body(url)
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `many processes with the same keys have one effect for each`(_ driver: TestDriver) async throws {
        try await withURL(driver) { url in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<Self.count {
                    group.addTask {
                        // A response that is neither the stored one nor a 409 makes the process exit with a failure.
                        await #expect(processExitsWith: .success) { [url = url as String] in
                            try await SharedKey.sendRequests(url)
                        }
                    }
                }
                try await group.waitForAll()
            }
            let database = try Database(url: url)
            let effects = try await database.query("SELECT key, count(*) FROM effects GROUP BY key ORDER BY key")
            #expect(try effects.decode(String.self, Int.self).map(\.0) == SharedKey.keys)
            #expect(try effects.decode(String.self, Int.self).allSatisfy { $0.1 == 1 })
            // Every process received the stored response in the end.
            let replays = try await database.query("SELECT count(*) FROM replays").first?.decode(Int.self)
            #expect(replays == (Self.count - 1) * SharedKey.keys.count)
            await database.close()
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `the key of a killed process is free at its deadline`(_ driver: TestDriver) async throws {
        try await withURL(driver) { url in
            await #expect(processExitsWith: .signal(SIGKILL)) { [url = url as String] in
                let database = try Database(url: url)
                let app = SharedKey.app(database) { raise(SIGKILL) }
                let context = Context(deadline: .now + SharedKey.lease)
                _ = await app.respond(to: SharedKey.request("killed"), context: context)
            }
            let database = try Database(url: url)
            // The first statement of the killed process was committed before, so it cannot have ended early.
            let started = try await database.query("SELECT count(*) FROM starts").first?.decode(Int.self)
            #expect(started == 1)
            let app = SharedKey.app(database)
            let end = ContinuousClock.now + SharedKey.lease
            var response = await app.respond(to: SharedKey.request("killed"), context: Context())
            #expect(response.status == .conflict)
            while response.status == .conflict, .now < end + .seconds(5) {
                try await Task.sleep(for: .milliseconds(20))
                response = await app.respond(to: SharedKey.request("killed"), context: Context())
            }
            #expect(response.status == .created)
            let effects = try await database.query("SELECT count(*) FROM effects").first?.decode(Int.self)
            #expect(effects == 1)
            let again = await app.respond(to: SharedKey.request("killed"), context: Context())
            #expect(SharedKey.isReplayed(again))
            await database.close()
        }
    }
}

/// The app, and the code of the child processes.
private enum SharedKey {
    static let keys = (10..<20).map { "key\($0)" }
    /// Longer than the time between the start of a process and the first request after its end.
    static let lease = Duration.seconds(4)

    struct UnexpectedResponse: Error {
        let status: Int
    }

    /// Creates the tables, with expired keys.
    static func prepare(_ url: String) async throws {
        let database = try Database(url: url)
        try await Migrator(database, DatabaseIdempotencyStore.migrations).up()
        for table in ["effects", "starts", "replays"] {
            try await database.execute("CREATE TABLE \(identifier: table) (key TEXT NOT NULL)")
        }
        for number in 0..<500 {
            try await database.execute(
                """
                INSERT INTO swiftlet_idempotency (key, fingerprint, token, ends_at, is_completed)
                VALUES (\("old\(number)"), 'f', 't', 1, TRUE)
                """
            )
        }
        await database.close()
    }

    static func app(_ database: Database, beforeEffect: @escaping @Sendable () -> Void = {}) -> App {
        let store = DatabaseIdempotencyStore(database, logger: Logger(label: "test"), cleanupInterval: 3)
        return App(title: "Effects", version: "1.0.0") {
            Endpoint(
                .post,
                "/effects/{key}",
                operationID: "effect",
                status: .created,
                requires: [Idempotent(Idempotency("effects", store: store))],
                Path("key", String.self)
            ) { key -> String in
                try await database.execute("INSERT INTO starts VALUES (\(key))")
                beforeEffect()
                try await Task.sleep(for: .milliseconds(20))
                try await database.execute("INSERT INTO effects VALUES (\(key))")
                return key
            }
        }
    }

    static func request(_ key: String) -> Request {
        var request = Request(method: .post, path: "/effects/\(key)")
        if let keyField { request.headers[keyField] = "\"\(key)\"" }
        return request
    }

    static func isReplayed(_ response: Response) -> Bool {
        response.status == .created && replayedField.flatMap { response.headers[$0] } == "true"
    }

    /// Sends a request for each key, and repeats it while another process runs it.
    static func sendRequests(_ url: String) async throws {
        let configuration = Database.Configuration(poolSize: 3, acquireTimeout: .seconds(60), busyTimeout: .seconds(60))
        let database = try Database(url: url, configuration: configuration)
        let app = app(database)
        for key in keys {
            let response = try await response(of: app, to: key)
            guard isReplayed(response) else { continue }
            try await database.execute("INSERT INTO replays VALUES (\(key))")
        }
        await database.close()
    }

    private static func response(of app: App, to key: String) async throws -> Response {
        let end = ContinuousClock.now + .seconds(60)
        while true {
            let response = await app.respond(to: request(key), context: Context(deadline: end))
            if response.status == .created { return response }
            guard response.status == .conflict, .now < end else {
                throw UnexpectedResponse(status: response.status.code)
            }
            try await Task.sleep(for: .milliseconds(5))
        }
    }
}
