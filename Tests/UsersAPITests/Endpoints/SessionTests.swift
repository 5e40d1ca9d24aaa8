import Foundation
import Swiftlet
import SwiftletSQL
import SwiftletTesting
import TestSupport
import Testing

@testable import UsersAPI

private let invalid: JSON = ["detail": "Invalid refresh token"]

extension TestService {
    /// Sends a refresh token.
    fileprivate func refresh(_ token: String, scope: String = "") async throws -> TestResponse {
        let form: KeyValuePairs = ["grant_type": "refresh_token", "refresh_token": token, "scope": scope]
        return try await client.post("/api/v1/auth/refresh", form: form)
    }

    /// Logs in for a refresh token.
    fileprivate func refreshToken(
        _ email: String = "admin@example.com",
        _ password: String = "password123",
        scope: String = "offline_access"
    ) async throws -> String {
        try #require(try await tokens(email, password, scope: scope)["refresh_token"]?.string)
    }
}

@Suite struct SessionTests {
    @Test(arguments: Driver.allCases)
    func `a refresh token is exchanged for an access token and the next refresh token`(driver: Driver) async throws {
        try await TestService.with(driver) { service in
            var token = try await service.refreshToken()
            for _ in 0..<3 {
                let response = try await service.refresh(token)
                    .expect(
                        .ok,
                        json: [
                            "access_token": "<jwt>", "token_type": "bearer", "expires_in": 1800,
                            "refresh_token": "<regex [A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}>",
                        ]
                    )
                #expect(response.headers[.cacheControl] == "no-store")
                try await service.client(sending: try response.json()).get("/api/v1/users/me").expect(.ok)
                let next = try #require(try response.json()["refresh_token"]?.string)
                #expect(next != token)
                token = next
            }
        }
    }

    @Test(arguments: Driver.allCases)
    func `reusing a refresh token ends its session, and no other`(driver: Driver) async throws {
        try await TestService.with(driver) { service in
            let first = try await service.refreshToken()
            let other = try await service.refreshToken()
            let second = try #require(try await service.refresh(first).expect(.ok).json()["refresh_token"]?.string)
            let reused = try await service.refresh(first).expect(.unauthorized, json: invalid)
            #expect(reused.headers[.wwwAuthenticate] == "Bearer")
            try await service.refresh(second).expect(.unauthorized, json: invalid)
            try await service.refresh(other).expect(.ok)
        }
    }

    @Test(arguments: Driver.allCases)
    func `at most one of many requests with one refresh token succeeds`(driver: Driver) async throws {
        try await driver.withURL { url in
            let pool = ["DATABASE_URL": url, "DB_POOL_SIZE": "8", "DB_POOL_TIMEOUT": "60"]
            try await TestService.with(driver, settings: pool) { service in
                let token = try await service.refreshToken()
                let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                    for _ in 0..<20 {
                        group.addTask { try await service.refresh(token).status.code }
                    }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                #expect(statuses.sorted() == [200] + Array(repeating: 401, count: 19))
            }
            // The token was reused, so the session is deleted.
            #expect(try await rows(url, "SELECT CAST(count(*) AS TEXT) FROM user_sessions") == ["0"])
        }
    }

    @Test(arguments: Driver.allCases)
    func `a failed refresh leaves the refresh token valid`(driver: Driver) async throws {
        try await driver.withURL { url in
            try await TestService.with(driver, settings: ["DATABASE_URL": url]) { service in
                let token = try await service.refreshToken()
                let database = try Database(url: url)
                try await database.execute("ALTER TABLE users RENAME COLUMN name TO name_away")
                try await service.refresh(token).expect(.internalServerError)
                try await database.execute("ALTER TABLE users RENAME COLUMN name_away TO name")
                await database.close()
                try await service.refresh(token).expect(.ok)
            }
        }
    }

    @Test(arguments: Driver.allCases)
    func `a deactivation ends the sessions, also after an activation`(driver: Driver) async throws {
        try await driver.withURL { url in
            try await TestService.with(driver, settings: ["DATABASE_URL": url]) { service in
                try await service.member()
                let tokens = [
                    try await service.refreshToken("grace@example.com", "correct horse"),
                    try await service.refreshToken("grace@example.com", "correct horse"),
                ]
                let admin = try await service.loggedIn()
                try await admin.patch("/api/v1/users/2", json: ["is_active": false]).expect(.ok)
                #expect(try await rows(url, "SELECT CAST(count(*) AS TEXT) FROM user_sessions") == ["0"])
                try await service.refresh(tokens[0]).expect(.unauthorized, json: invalid)
                try await admin.patch("/api/v1/users/2", json: ["is_active": true]).expect(.ok)
                try await service.refresh(tokens[1]).expect(.unauthorized, json: invalid)
            }
        }
    }

    @Test(arguments: Driver.allCases)
    func `a logout ends the session, and an unknown token is ignored`(driver: Driver) async throws {
        try await TestService.with(driver) { service in
            let token = try await service.refreshToken()
            let other = try await service.refreshToken()
            let unknown = try RefreshToken().text
            for token in [token, token, unknown, "no token"] {
                let response = try await service.client.post("/api/v1/auth/logout", form: ["refresh_token": token])
                #expect(response.status == .noContent && response.body.isEmpty)
            }
            try await service.refresh(token).expect(.unauthorized, json: invalid)
            try await service.refresh(other).expect(.ok)
            try await service.client.post("/api/v1/auth/logout").expect(.unprocessableContent)
        }
    }

    @Test(
        arguments: Driver.allCases,
        [
            "x", ".", "a.b", "a.b.c", "AAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAA.",
            "AAAAAAAAAAAAAAAAAAAAAA.AAAA",
            "AAAAAAAAAAAAAAAAAAAAAA.\u{301}AAAA", "' OR 1=1 --.AAAA",
        ]
    )
    func `responds with 401 to a malformed refresh token`(driver: Driver, token: String) async throws {
        try await TestService.with(driver) { service in
            _ = try await service.refresh(token).expect(.unauthorized, json: invalid)
        }
    }

    @Test(arguments: Driver.allCases)
    func `a session ends with a password change, deactivation or deletion of the user`(driver: Driver) async throws {
        try await TestService.with(driver) { service in
            try await service.member()
            let admin = try await service.loggedIn()
            let changes: [(password: String, change: JSON)] = [
                ("correct horse", ["password": "a new password"]), ("a new password", ["is_active": false]),
            ]
            for (password, change) in changes {
                let token = try await service.refreshToken("grace@example.com", password)
                try await admin.patch("/api/v1/users/2", json: change).expect(.ok)
                try await service.refresh(token).expect(.unauthorized, json: invalid)
            }
            try await admin.patch("/api/v1/users/2", json: ["is_active": true]).expect(.ok)
            let token = try await service.refreshToken("grace@example.com", "a new password")
            try await admin.delete("/api/v1/users/2").expect(.noContent)
            try await service.refresh(token).expect(.unauthorized, json: invalid)
        }
    }

    @Test(arguments: Driver.allCases)
    func `a refresh can narrow the scopes of the session, but not widen them`(driver: Driver) async throws {
        try await TestService.with(driver) { service in
            let token = try await service.refreshToken(scope: "users:read users:write offline_access")
            let narrow = try await service.refresh(token, scope: "users:read users:admin").expect(.ok).json()
            #expect(narrow["scope"] == "users:read")
            let reader = try service.client(sending: narrow)
            #expect(try await reader.patch("/api/v1/users/1", json: ["name": "Xx"]).status == .forbidden)
            // The next refresh token has the scopes granted at login.
            let next = try #require(narrow["refresh_token"]?.string)
            let writer = try service.client(sending: try await service.refresh(next).expect(.ok).json())
            try await writer.patch("/api/v1/users/1", json: ["name": "Xx"]).expect(.ok)
            let grace: JSON = ["email": "grace@example.com", "name": "Grace", "password": "correct horse"]
            #expect(try await writer.post("/api/v1/users", json: grace).status == .forbidden)
        }
    }

    @Test(arguments: Driver.allCases)
    func `a refresh token expires, and the next login deletes it`(driver: Driver) async throws {
        try await driver.withURL { url in
            let time = TestTime()
            let variables = ["DATABASE_URL": url, "REFRESH_TOKEN_EXPIRE_DAYS": "2"]
            try await TestService.with(driver, settings: variables, overriding: [.override(clock, with: time.clock)]) {
                service in
                let idle = try await service.refreshToken()
                let busy = try await service.refreshToken()
                time.advance(by: 86_400 * 2 - 1)
                let next = try #require(try await service.refresh(busy).expect(.ok).json()["refresh_token"]?.string)
                time.advance(by: 1)
                _ = try await service.refreshToken()
                #expect(try await rows(url, "SELECT CAST(count(*) AS TEXT) FROM user_sessions") == ["2"])
                try await service.refresh(idle).expect(.unauthorized, json: invalid)
                try await service.refresh(next).expect(.ok)
            }
        }
    }

    @Test(arguments: Driver.allCases)
    func `the database does not contain refresh tokens`(driver: Driver) async throws {
        try await driver.withURL { url in
            try await TestService.with(driver, settings: ["DATABASE_URL": url]) { service in
                let token = try await service.refreshToken()
                let secret = token.split(separator: ".")[1]
                let hash = try RefreshToken(Secret(token))?.hash
                #expect(try await rows(url, "SELECT token_hash FROM user_sessions") == [hash])
                #expect(hash?.contains(secret) == false)
                #expect(!service.log.messages.contains { $0.contains(secret) })
            }
        }
    }

    private func rows(_ url: String, _ statement: SQL) async throws -> [String?] {
        let database = try Database(url: url)
        let rows = try await database.query(statement)
        await database.close()
        return try rows.decode(String.self)
    }
}
