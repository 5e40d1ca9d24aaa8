import Foundation
import Swiftlet
import SwiftletTesting
import TestSupport
import Testing

@testable import UsersAPI

private let grace: JSON = ["email": "grace@example.com", "name": "Grace Hopper", "password": "correct horse"]

@Suite struct UserEndpointTests {
    @Test(arguments: Driver.allCases)
    func `creates, reads, updates and deletes a user`(driver: Driver) async throws {
        try await TestService.with(driver) { service in
            let client = try await service.loggedIn()
            let created = try await client.post("/api/v1/users", json: grace).expect(.created)
            #expect(
                created.headers[.location] == "/api/v1/users/2" || created.headers[.location]?.hasSuffix("/2") == true
            )
            try await client.get("/api/v1/users/2")
                .expect(
                    .ok,
                    json: [
                        "email": "grace@example.com", "name": "Grace Hopper", "is_active": true, "id": 2,
                        "created_at": "2026-01-02T03:04:05.678900Z", "updated_at": nil,
                    ]
                )
            let changed = try await client.patch("/api/v1/users/2", json: ["name": "Admiral"]).expect(.ok)
            let user = try changed.json()
            #expect(user["name"] == "Admiral" && user["email"] == "grace@example.com")
            #expect(user["updated_at"] == "2026-01-02T03:04:05.678900Z")
            #expect(try await client.delete("/api/v1/users/2").status == .noContent)
            try await client.get("/api/v1/users/2").expect(.notFound, json: ["detail": "User not found"])
        }
    }

    @Test(arguments: Driver.allCases)
    func `email addresses are unique ignoring case, for POST and PATCH`(driver: Driver) async throws {
        try await TestService.with(driver) { service in
            let client = try await service.loggedIn()
            try await client.post("/api/v1/users", json: grace).expect(.created)
            var shouting = grace
            shouting["email"] = "GRACE@Example.COM"
            let taken: JSON = ["detail": "Email already registered"]
            try await client.post("/api/v1/users", json: shouting).expect(.badRequest, json: taken)
            try await client.patch("/api/v1/users/1", json: ["email": "Grace@example.com"])
                .expect(.badRequest, json: taken)
            // The user's own address in another case is not a conflict.
            try await client.patch("/api/v1/users/2", json: ["email": "Grace@example.com"]).expect(.ok)
        }
    }

    @Test(
        arguments: Driver.allCases,
        [
            "999", "0", "-1", "9223372036854775807", "9223372036854775808", "-99999999999999999999",
            "99999999999999999999.0", String(repeating: "9", count: 5000),
        ]
    )
    func `responds with 404 to an unknown id`(driver: Driver, id: String) async throws {
        try await TestService.with(driver) { service in
            let client = try await service.loggedIn()
            let missing: JSON = ["detail": "User not found"]
            try await client.get("/api/v1/users/\(id)").expect(.notFound, json: missing)
            try await client.patch("/api/v1/users/\(id)", json: ["name": "Xx"]).expect(.notFound, json: missing)
            try await client.delete("/api/v1/users/\(id)").expect(.notFound, json: missing)
        }
    }

    @Test(arguments: Driver.allCases)
    func `returns pages`(driver: Driver) async throws {
        try await TestService.with(driver) { service in
            let client = try await service.loggedIn()
            for number in 1...4 {
                var user = grace
                user["email"] = .string("user\(number)@example.com")
                try await client.post("/api/v1/users", json: user).expect(.created)
            }
            let second = try await client.get("/api/v1/users?page=2&size=2").expect(.ok).json()
            #expect(second["items"]?.array?.compactMap { $0["id"]?.int } == [3, 4])
            #expect(second["total"] == 5 && second["pages"] == 3 && second["page"] == 2 && second["size"] == 2)
            let behind = try await client.get("/api/v1/users?page=1000000&size=100").expect(.ok).json()
            #expect(behind["items"] == [] && behind["total"] == 5)
            // An offset that would overflow is rejected before it is calculated.
            try await client.get("/api/v1/users?page=\(Int.max)&size=100").expect(.unprocessableContent)
        }
    }

    @Test func `a thousand concurrent creates of ten addresses leave ten users`() async throws {
        for driver in Driver.allCases {
            // All requests wait for eight connections, for as long as the machine needs.
            let pool = ["DB_POOL_SIZE": "8", "DB_POOL_TIMEOUT": "60"]
            try await TestService.with(driver, settings: pool) { service in
                var client = try await service.loggedIn()
                client.shapes = .only(.httpAPI)
                let sender = client
                let created = try await withThrowingTaskGroup(of: Bool.self) { group in
                    for number in 0..<1000 {
                        group.addTask {
                            var user = grace
                            user["email"] = .string("user\(number % 10)@example.com")
                            let response = try await sender.post("/api/v1/users", json: user)
                            guard response.status == .created else {
                                response.expect(.badRequest, json: ["detail": "Email already registered"])
                                return false
                            }
                            return true
                        }
                    }
                    return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
                }
                #expect(created == 10)
                #expect(try await client.get("/api/v1/users").json()["total"] == 11)
            }
        }
    }
}

extension Principal {
    /// A caller for overrides: an administrator with all scopes.
    static let ada = Principal(
        User(
            id: 1,
            email: "ada@example.com",
            name: "Ada",
            passwordHash: "",
            isActive: true,
            createdAt: TestService.now,
            isAdmin: true
        )
    )
}
