import Swiftlet
import SwiftletSecurity
import SwiftletTesting
import TestSupport
import Testing

@testable import UsersAPI

/// The clock of these tests is fixed, so that all logins happen in the same minute.
@Suite struct LoginLimitTests {
    /// Calls `body` with a service that limits logins.
    private func withLimits(_ driver: Driver, _ body: (TestService) async throws -> Void) async throws {
        let variables = ["RATE_LIMIT": "100000/minute", "DB_POOL_SIZE": "4", "DB_POOL_TIMEOUT": "60"]
        try await TestService.with(driver, settings: variables, body)
    }

    @Test(arguments: Driver.allCases)
    func `successful logins are not limited`(driver: Driver) async throws {
        try await withLimits(driver) { service in
            for _ in 0..<30 {
                try await service.logIn("admin@example.com", "password123", from: "192.0.2.1").expect(.ok)
            }
        }
    }

    @Test(arguments: Driver.allCases, ["admin@example.com", "unknown@example.com"])
    func `ten failures for a name block it for that network only`(driver: Driver, name: String) async throws {
        try await withLimits(driver) { service in
            for _ in 0..<10 {
                try await service.logIn(name, from: "192.0.2.1").expect(.unauthorized)
            }
            for _ in 0..<20 {
                let limited = try await service.logIn(name.uppercased(), from: "192.0.2.1").expect(.tooManyRequests)
                #expect(limited.headers[.retryAfter] == "6")
            }
            // The correct password is rejected too.
            try await service.logIn(name, "password123", from: "192.0.2.1").expect(.tooManyRequests)
            let elsewhere = try await service.logIn(name, "password123", from: "192.0.2.2")
            #expect(elsewhere.status == (name == "admin@example.com" ? .ok : .unauthorized))
            // Rejected attempts do not count against the network.
            try await service.logIn("other@example.com", from: "192.0.2.1").expect(.unauthorized)
        }
    }

    @Test(arguments: Driver.allCases)
    func `twenty failures from a network block it`(driver: Driver) async throws {
        try await withLimits(driver) { service in
            // The addresses of one client: an IPv6 network of 64 bits.
            for number in 0..<20 {
                try await service.logIn("user\(number)@example.com", from: "2001:db8::\(number + 1)")
                    .expect(.unauthorized)
            }
            try await service.logIn("admin@example.com", "password123", from: "2001:db8::ffff")
                .expect(.tooManyRequests)
            try await service.logIn("admin@example.com", "password123", from: "2001:db8:0:1::1").expect(.ok)
        }
    }

    @Test(arguments: Driver.allCases)
    func `the networks of one IPv6 site together cannot block a name elsewhere`(driver: Driver) async throws {
        try await withLimits(driver) { service in
            for number in 0..<30 {
                try await service.logIn("admin@example.com", from: "2001:db8:1:\(number / 10)::1").expect(.unauthorized)
            }
            try await service.logIn("admin@example.com", "password123", from: "2001:db8:1:9::1")
                .expect(.tooManyRequests)
            try await service.logIn("admin@example.com", "password123", from: "2001:db8:2::1").expect(.ok)
        }
    }

    @Test(arguments: Driver.allCases)
    func `a hundred failures from many networks block a name`(driver: Driver) async throws {
        try await withLimits(driver) { service in
            for number in 0..<100 {
                try await service.logIn("admin@example.com", from: "192.0.2.\(number / 10)").expect(.unauthorized)
            }
            try await service.logIn("admin@example.com", "password123", from: "198.51.100.1")
                .expect(.tooManyRequests)
            // Nothing was counted against that network.
            for _ in 0..<10 {
                try await service.logIn("other@example.com", from: "198.51.100.1").expect(.unauthorized)
            }
        }
    }

    @Test(arguments: Driver.allCases)
    func `concurrent attempts do not exceed the limit together`(driver: Driver) async throws {
        try await withLimits(driver) { service in
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<15 {
                    group.addTask { try await service.logIn("admin@example.com", from: "192.0.2.1").status.code }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.sorted() == Array(repeating: 401, count: 10) + Array(repeating: 429, count: 5))
        }
    }

    @Test(arguments: Driver.allCases)
    func `a full password queue is 503, and does not count as a failure`(driver: Driver) async throws {
        let slow = try PasswordHasher(
            parameters: ScryptParameters(logN: 14),
            queue: PasswordQueue(waitingLimit: 0)
        )
        let variables = ["RATE_LIMIT": "100000/minute", "DB_POOL_SIZE": "8", "DB_POOL_TIMEOUT": "60"]
        try await TestService.with(driver, settings: variables, overriding: [.override(hasher, with: slow)]) {
            service in
            // Opens the database, which creates the user.
            try await service.logIn("admin@example.com", "password123", from: "192.0.2.1").expect(.ok)
            let replies = try await withThrowingTaskGroup(of: TestResponse.self) { group in
                for _ in 0..<9 {
                    group.addTask { try await service.logIn("admin@example.com", "password123", from: "192.0.2.1") }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let busy = replies.filter { $0.status == .serviceUnavailable }
            #expect(!busy.isEmpty && busy.allSatisfy { $0.headers[.retryAfter] != nil })
            #expect(replies.contains { $0.status == .ok })
            #expect(replies.allSatisfy { [.ok, .serviceUnavailable].contains($0.status) })
            for _ in 0..<10 {
                try await service.logIn("admin@example.com", from: "192.0.2.1").expect(.unauthorized)
            }
        }
    }
}

extension TestService {
    /// Attempts to log in from an address.
    fileprivate func logIn(
        _ name: String,
        _ password: String = "wrong password",
        from address: String
    ) async throws -> TestResponse {
        let form = QueryString.write([QueryItem("username", name), QueryItem("password", password)])
        var request = Request(method: .post, path: "/api/v1/auth/login", body: Array(form.utf8))
        request.headers[.contentType] = "application/x-www-form-urlencoded"
        request.clientAddress = address
        var client = client
        client.shapes = .only(.httpAPI)
        return try await client.send(request)
    }
}
