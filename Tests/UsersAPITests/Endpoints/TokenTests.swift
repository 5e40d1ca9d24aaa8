import Foundation
import Swiftlet
import SwiftletTesting
import TestSupport
import Testing

@testable import UsersAPI

private let invalid: JSON = ["detail": "Could not validate credentials"]
private let notEnough: JSON = ["detail": "Not enough permissions"]

/// The clock of these tests is fixed: tokens issued before and after a change have the same `iat`.
@Suite struct TokenTests {
    @Test(arguments: Driver.allCases)
    func `a password change revokes earlier tokens, even those of the same second`(
        driver: Driver
    ) async throws {
        try await TestService.with(driver) { service in
            let grace = try await service.member()
            let admin = try await service.loggedIn()
            try await grace.patch("/api/v1/users/2", json: ["password": "a new password"]).expect(.ok)
            try await grace.get("/api/v1/users/me").expect(.unauthorized, json: invalid)
            try await service.loggedIn("grace@example.com", "a new password").get("/api/v1/users/me").expect(.ok)
            // Tokens of other users are not affected.
            try await admin.get("/api/v1/users/me").expect(.ok)
        }
    }

    @Test(arguments: Driver.allCases)
    func `other changes do not revoke tokens`(driver: Driver) async throws {
        try await TestService.with(driver) { service in
            let grace = try await service.member()
            try await grace.patch("/api/v1/users/2", json: ["name": "Admiral", "email": "admiral@example.com"])
                .expect(.ok)
            try await grace.get("/api/v1/users/me").expect(.ok)
        }
    }

    @Test(arguments: Driver.allCases)
    func `logging out everywhere revokes all tokens of the user`(driver: Driver) async throws {
        try await TestService.with(driver) { service in
            let grace = try await service.member()
            let phone = try await service.tokens("grace@example.com", "correct horse", scope: "offline_access")
            let admin = try await service.loggedIn()
            try await grace.post("/api/v1/auth/logout/everywhere").expect(.noContent)
            for client in [grace, try service.client(sending: phone)] {
                try await client.get("/api/v1/users/me").expect(.unauthorized, json: invalid)
            }
            let form: KeyValuePairs = [
                "grant_type": "refresh_token", "refresh_token": phone["refresh_token"]?.string ?? "",
            ]
            #expect(try await service.client.post("/api/v1/auth/refresh", form: form).status == .unauthorized)
            try await admin.get("/api/v1/users/me").expect(.ok)
            try await service.client.post("/api/v1/auth/logout/everywhere").expect(.unauthorized)
        }
    }

    @Test func `tolerates a clock difference of a second between instances`() throws {
        let variables = ["SECRET_KEY": "a key for tests, which opens nothing else"]
        let settings = try Settings(LaunchEnvironment(variables: variables, isDeployed: false))
        let ahead = try TokenService(settings, clock: .fixed(TestService.now + 1))
        let behind = try TokenService(settings, clock: .fixed(TestService.now))
        let token = try ahead.token(for: Principal.ada.user, scopes: []).accessToken
        #expect(behind.verify(Secret(token))?.userID == 1)
    }

    @Test(arguments: Driver.allCases)
    func `rejects a token without the required scope`(driver: Driver) async throws {
        try await TestService.with(driver) { service in
            let tokens = try await service.tokens(scope: "users:read")
            #expect(tokens["scope"] == "users:read")
            let reader = try service.client(sending: tokens)
            try await reader.get("/api/v1/users").expect(.ok)
            let changed = try await reader.patch("/api/v1/users/1", json: ["name": "Reader"])
                .expect(.forbidden, json: notEnough)
            #expect(
                changed.headers[.wwwAuthenticate] == #"Bearer error="insufficient_scope", scope="users:write""#
            )
            let writer = try await service.loggedIn(scope: "users:write")
            #expect(try await writer.get("/api/v1/users/1").status == .forbidden)
            try await writer.patch("/api/v1/users/1", json: ["name": "Writer"]).expect(.ok)
            // A token of an administrator without `users:admin` has the permissions of a normal user.
            try await writer.patch("/api/v1/users/2", json: ["name": "Writer"]).expect(.forbidden, json: notEnough)
        }
    }

    @Test(arguments: Driver.allCases)
    func `a login grants the requested scopes that the user can have`(driver: Driver) async throws {
        try await TestService.with(driver) { service in
            try await service.member()
            for (requested, granted) in [
                ("users:read users:admin", "users:read"), ("items:read", ""), ("users:write  users:read", nil),
                ("users:read\u{301}", ""),
            ] {
                let tokens = try await service.tokens("grace@example.com", "correct horse", scope: requested)
                #expect(tokens["scope"]?.string == granted ?? "users:read users:write")
                #expect(tokens["refresh_token"] == nil)
            }
            // Without requested scopes, the response is the one that existing clients expect.
            let tokens = try await service.tokens("grace@example.com", "correct horse")
            #expect(tokens.object?.map(\.key) == ["access_token", "token_type", "expires_in"])
            try await service.client(sending: tokens).patch("/api/v1/users/2", json: ["name": "Grace"]).expect(.ok)
        }
    }
}
