import Foundation
import Swiftlet
import SwiftletTesting
import TestSupport
import Testing

@testable import UsersAPI

private let grace: JSON = ["email": "grace@example.com", "name": "Grace Hopper", "password": "correct horse"]

@Suite struct PureFunctionTests {
    @Test(arguments: Driver.allCases, HTTPEventShape.all)
    func `create_user responds with 201 and an id when the current user is overridden`(
        driver: Driver,
        shape: HTTPEventShape
    ) async throws {
        try await Functions.with(driver) { functions in
            let response = try await functions.call(createUser, "/api/v1/users", json: grace, shape: shape)
            response.expect(
                .created,
                json: [
                    "email": "grace@example.com", "name": "Grace Hopper", "is_active": true, "id": 1,
                    "created_at": "2026-01-02T03:04:05.678900Z", "updated_at": nil,
                ]
            )
            #expect(response.headers[.location] == "/api/v1/users/1")
            try await functions.call(createUser, "/api/v1/users", json: grace, shape: shape)
                .expect(.badRequest, json: ["detail": "Email already registered"])
        }
    }

    @Test(arguments: Driver.allCases, HTTPEventShape.all)
    func `get_user returns the user, and 404 for an unknown id`(driver: Driver, shape: HTTPEventShape) async throws {
        try await Functions.with(driver) { functions in
            try await functions.insert("grace@example.com")
            let found = try await functions.call(getUser, "/users/1", shape: shape).expect(.ok)
            #expect(try found.json()["email"] == "grace@example.com")
            try await functions.call(getUser, "/users/999", shape: shape)
                .expect(.notFound, json: ["detail": "User not found"])
        }
    }

    @Test(arguments: Driver.allCases)
    func `list_users returns a page ordered by id`(driver: Driver) async throws {
        try await Functions.with(driver) { functions in
            for name in ["c", "a", "b"] { try await functions.insert("\(name)@example.com") }
            let page = try await functions.call(listUsers, "/users?page=1&size=2").expect(.ok).json()
            #expect(page["items"]?.array?.compactMap { $0["email"]?.string } == ["c@example.com", "a@example.com"])
            #expect(page["total"] == 3 && page["page"] == 1 && page["size"] == 2 && page["pages"] == 2)
            let rejected = try await functions.call(listUsers, "/users?page=0&size=101").expect(.unprocessableContent)
            #expect(try rejected.json()["detail"]?.array?.count == 2)
        }
    }

    @Test(arguments: Driver.allCases)
    func `get_current_user returns the caller`(driver: Driver) async throws {
        try await Functions.with(driver) { functions in
            try await functions.call(getCurrentUser, "/users/me")
                .expect(
                    .ok,
                    json: [
                        "email": "ada@example.com", "name": "Ada", "is_active": true, "id": 1,
                        "created_at": "2026-01-02T03:04:05.678900Z", "updated_at": nil,
                    ]
                )
        }
    }

    @Test(arguments: Driver.allCases)
    func `update_user keeps absent fields, and responds with 404 to an unknown id`(driver: Driver) async throws {
        try await Functions.with(driver) { functions in
            try await functions.insert("grace@example.com")
            let changed = try await functions.call(updateUser, "/users/1", json: ["name": "Admiral"]).expect(.ok).json()
            #expect(changed["name"] == "Admiral" && changed["email"] == "grace@example.com")
            #expect(changed["updated_at"] == "2026-01-02T03:04:05.678900Z")
            try await functions.call(updateUser, "/users/2", json: ["name": "Nobody"])
                .expect(.notFound, json: ["detail": "User not found"])
        }
    }

    @Test(arguments: Driver.allCases)
    func `delete_user deletes the user, and then responds with 404`(driver: Driver) async throws {
        try await Functions.with(driver) { functions in
            try await functions.insert("grace@example.com")
            let deleted = try await functions.call(deleteUser, "/users/1").expect(.noContent)
            #expect(deleted.body.isEmpty && deleted.headers[.contentType] == nil)
            #expect(try await functions.store.user(1) == nil)
            try await functions.call(deleteUser, "/users/1").expect(.notFound, json: ["detail": "User not found"])
        }
    }

    @Test(arguments: Driver.allCases)
    func `login returns a token for a correct password only`(driver: Driver) async throws {
        try await Functions.with(driver, as: nil) { functions in
            try await functions.insert("grace@example.com", password: "correct horse")
            let response = try await functions.call(
                login,
                "/auth/login",
                form: ["username": "grace@example.com", "password": "correct horse"]
            )
            response.expect(.ok, json: ["access_token": "<jwt>", "token_type": "bearer", "expires_in": 1800])
            #expect(response.headers[.cacheControl] == "no-store")
            try await functions.call(
                login,
                "/auth/login",
                form: ["username": "grace@example.com", "password": "wrong"]
            )
            .expect(.unauthorized, json: ["detail": "Incorrect email or password"])
            try await functions.call(getCurrentUser, "/users/me")
                .expect(.unauthorized, json: ["detail": "Not authenticated"])
        }
    }

    @Test(arguments: Driver.allCases)
    func `health reports the service and, with deep=1, the database`(driver: Driver) async throws {
        try await Functions.with(driver) { functions in
            try await functions.call(health, "/health").expect(.ok, json: ["status": "ok", "database": nil])
            try await functions.call(health, "/health?deep=1").expect(.ok, json: ["status": "ok", "database": "ok"])
        }
    }

    @Test(arguments: Driver.allCases)
    func `health responds with 503 if the database is unavailable`(driver: Driver) async throws {
        let functions = try await Functions.with(driver) { $0 }
        try await functions.call(health, "/health").expect(.ok)
        try await functions.call(health, "/health?deep=1")
            .expect(.serviceUnavailable, json: ["detail": "The database is unavailable"])
    }

    @Test(arguments: Driver.allCases)
    func `welcome-digest counts the users of the day before`(driver: Driver) async throws {
        try await Functions.with(driver) { functions in
            try await functions.insert("grace@example.com")
            let event = { (time: String) -> JSON in
                [
                    "version": "0", "id": "1", "detail-type": "Scheduled Event", "source": "aws.events", "account": "1",
                    "time": .string(time), "region": "eu-central-1", "resources": [], "detail": [:],
                ]
            }
            let digest = try await functions.call(welcomeDigest, event("2026-01-03T00:00:00Z"))
            #expect(digest == ["from": "2026-01-02T00:00:00Z", "to": "2026-01-03T00:00:00Z", "new_users": 1])
            let later = try await functions.call(welcomeDigest, event("2026-01-04T00:00:00Z"))
            #expect(later["new_users"] == 0)
        }
    }

    @Test(arguments: Driver.allCases)
    func `user-imports processes messages individually`(driver: Driver) async throws {
        try await Functions.with(driver) { functions in
            let records = [grace.description, "{}", grace.description].enumerated()
                .map { number, body -> JSON in
                    [
                        "messageId": .string("\(number)"), "body": .string(body), "eventSource": "aws:sqs",
                        "eventSourceARN": "arn:aws:sqs:eu-central-1:1:imports",
                    ]
                }
            let response = try await functions.call(userImports, ["Records": .array(records)])
            #expect(response == ["batchItemFailures": [["itemIdentifier": "1"]]])
            let total = try await functions.store.users(limit: 10, offset: 0).total
            #expect(total == 1)
        }
    }
}
