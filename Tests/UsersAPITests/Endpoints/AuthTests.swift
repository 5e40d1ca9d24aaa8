import Foundation
import Swiftlet
import SwiftletSQL
import SwiftletSecurity
import SwiftletTesting
import TestSupport
import Testing

@testable import UsersAPI

private let wrong: JSON = ["detail": "Incorrect email or password"]
private let invalid: JSON = ["detail": "Could not validate credentials"]

@Suite struct AuthTests {
    @Test(arguments: Driver.allCases)
    func `a login returns a token with Cache-Control no-store`(driver: Driver) async throws {
        try await TestService.with(driver) { service in
            let response = try await service.client
                .post(
                    "/api/v1/auth/login",
                    form: ["grant_type": "password", "username": "Admin@Example.com", "password": "password123"]
                )
                .expect(.ok, json: ["access_token": "<jwt>", "token_type": "bearer", "expires_in": 1800])
            #expect(response.headers[.cacheControl] == "no-store")
        }
    }

    @Test(arguments: Driver.allCases)
    func `a wrong name and a wrong password get the same response`(driver: Driver) async throws {
        try await TestService.with(driver) { service in
            for name in ["admin@example.com", "nobody@example.com"] {
                let response = try await service.client
                    .post(
                        "/api/v1/auth/login",
                        form: ["username": name, "password": "wrong password"]
                    )
                    .expect(.unauthorized, json: wrong)
                #expect(response.headers[.wwwAuthenticate] == "Bearer")
            }
        }
    }

    @Test(arguments: Driver.allCases)
    func `rejects a login and a token of an inactive user`(driver: Driver) async throws {
        try await TestService.with(driver) { service in
            let grace = try await service.member()
            try await service.loggedIn().patch("/api/v1/users/2", json: ["is_active": false]).expect(.ok)
            #expect(try await grace.get("/api/v1/users/me").status == .forbidden)
            let login: KeyValuePairs = ["username": "grace@example.com", "password": "correct horse"]
            #expect(try await service.client.post("/api/v1/auth/login", form: login).status == .forbidden)
        }
    }

    @Test(arguments: Driver.allCases)
    func `rejects foreign and expired tokens and tokens of deleted users`(driver: Driver) async throws {
        try await TestService.with(driver) { service in
            let good = try #require(try await service.loggedIn().headers[.authorization]?.dropFirst("Bearer ".count))
            let own = try JWTKey(secret: Array("a key for tests, which opens nothing else".utf8))
            let other = try JWTKey(secret: Array("another key, which is also 32 bytes long".utf8))
            let longer = try JWTKey(secret: Array(repeating: 7, count: 64), algorithm: .hs512)
            let claims = JWTClaims(subject: "1", expiresAt: 4_102_444_800)
            let tokens = [
                "", "x", "a.b.c", good + "x", good.dropLast() + "_", "\(good.prefix { $0 != "." })..",
                "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIiwiZXhwIjo0MTAyNDQ0ODAwfQ.",
                Substring(try JWTSigner(keys: JWKSet(other)).sign(claims)),
                Substring(try JWTSigner(keys: JWKSet(longer)).sign(claims)),
                Substring(try JWTSigner(keys: JWKSet(own)).sign(JWTClaims(subject: "1", expiresAt: 1))),
                Substring(try JWTSigner(keys: JWKSet(own)).sign(JWTClaims(subject: "1"))),
                Substring(try JWTSigner(keys: JWKSet(own)).sign(JWTClaims(subject: "2", expiresAt: 4_102_444_800))),
                Substring(try JWTSigner(keys: JWKSet(own)).sign(JWTClaims(subject: "one", expiresAt: 4_102_444_800))),
            ]
            for token in tokens {
                let response = try await service.client.get(
                    "/api/v1/users/me",
                    headers: [.authorization: "Bearer \(token)"]
                )
                #expect(response.status == .unauthorized, "\(token)")
                #expect(response.headers[.wwwAuthenticate] == "Bearer")
                let expected: [JSON] = [invalid, ["detail": "Not authenticated"]]
                #expect(expected.contains(try response.json()))
            }
        }
    }

    @Test(arguments: Driver.allCases)
    func `a login rehashes the password after the parameters were raised`(driver: Driver) async throws {
        try await driver.withURL { url in
            let strong = try PasswordHasher.cheap(logN: 5)
            try await TestService.with(driver, settings: ["DATABASE_URL": url]) { _ = try await $0.loggedIn() }
            #expect(try await storedHash(url).hasPrefix("$scrypt$ln=4,"))
            try await TestService.with(
                driver,
                settings: ["DATABASE_URL": url],
                overriding: [.override(hasher, with: strong)]
            ) {
                let client = try await $0.loggedIn()
                #expect(try await storedHash(url).hasPrefix("$scrypt$ln=5,"))
                _ = try await $0.loggedIn()
                // The user has not changed the password: the token stays valid.
                try await client.get("/api/v1/users/me").expect(.ok)
            }
        }
    }

    private func storedHash(_ url: String) async throws -> String {
        let database = try Database(url: url)
        let hash = try await database.query("SELECT password_hash FROM users WHERE id = 1").first?.decode(String.self)
        await database.close()
        return hash ?? ""
    }

    @Test(arguments: Driver.allCases)
    func `limits each client address and reports the remaining requests`(driver: Driver) async throws {
        try await TestService.with(driver, settings: ["RATE_LIMIT": "3/minute"]) { service in
            var client = service.client
            client.shapes = .only(.httpAPI)
            var left: [String] = []
            for _ in 0..<3 {
                left.append(try await client.get("/health").headers[HTTPField.Name("ratelimit-remaining")!] ?? "")
            }
            #expect(left == ["2", "1", "0"])
            let rejected = try await client.get("/health", headers: [.origin: "https://app.example.com"])
            #expect(rejected.status == .tooManyRequests)
            #expect(rejected.headers[.retryAfter] == "20")
            #expect(rejected.headers[.accessControlAllowOrigin] == "https://app.example.com")
        }
    }
}
