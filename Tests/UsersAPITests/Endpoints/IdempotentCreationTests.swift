import Swiftlet
import SwiftletTesting
import TestSupport
import Testing

@testable import UsersAPI

/// `POST /users` with `Idempotency-Key`.
@Suite struct IdempotentCreationTests {
    private let grace: JSON = ["email": "grace@example.com", "name": "Grace Hopper", "password": "correct horse"]
    private let key: HTTPFields = HTTPField.Name("Idempotency-Key").map { [$0: "\"8e03978e\""] } ?? [:]

    @Test(arguments: Driver.allCases)
    func `a repeated creation returns the user, and another payload is a 422`(driver: Driver) async throws {
        try await TestService.with(driver) { service in
            let client = try await service.loggedIn()
            let first = try await client.post("/api/v1/users", headers: key, json: grace).expect(.created)
            let second = try await client.post("/api/v1/users", headers: key, json: grace).expect(.created)
            #expect(first.body == second.body && first.headers[.location] == second.headers[.location])
            #expect(HTTPField.Name("Idempotent-Replayed").flatMap { second.headers[$0] } == "true")
            var other = grace
            other["name"] = "Grace"
            try await client.post("/api/v1/users", headers: key, json: other).expect(.unprocessableContent)
            #expect(try await client.get("/api/v1/users").expect(.ok).json()["total"] == 2)
        }
    }

    @Test(arguments: Driver.allCases)
    func `a failed creation can be repeated with the key`(driver: Driver) async throws {
        try await TestService.with(driver) { service in
            let client = try await service.loggedIn()
            try await client.post("/api/v1/users", json: grace).expect(.created)
            try await client.post("/api/v1/users", headers: key, json: grace).expect(.badRequest)
            try await client.delete("/api/v1/users/2").expect(.noContent)
            try await client.post("/api/v1/users", headers: key, json: grace).expect(.created)
        }
    }

    @Test(arguments: Driver.allCases)
    func `the key requires an administrator, also with a new token`(driver: Driver) async throws {
        try await TestService.with(driver) { service in
            let client = try await service.loggedIn()
            try await client.post("/api/v1/users", headers: key, json: grace).expect(.created)
            try await service.client.post("/api/v1/users", headers: key, json: grace).expect(.unauthorized)
            let member = try await service.loggedIn("grace@example.com", "correct horse")
            try await member.post("/api/v1/users", headers: key, json: grace).expect(.forbidden)
            let again = try await service.loggedIn().post("/api/v1/users", headers: key, json: grace).expect(.created)
            #expect(HTTPField.Name("Idempotent-Replayed").flatMap { again.headers[$0] } == "true")
        }
    }
}
