import Swiftlet
import SwiftletSQL
import SwiftletTesting
import TestSupport
import Testing

@testable import UsersAPI

private let notEnough: JSON = ["detail": "Not enough permissions"]
private let linus: JSON = ["email": "linus@example.com", "name": "Linus", "password": "correct horse"]

@Suite struct AuthorizationTests {
    @Test(arguments: Driver.allCases)
    func `a user cannot create users, or change or delete others`(driver: Driver) async throws {
        try await TestService.with(driver) { service in
            let grace = try await service.member()
            let update: JSON = ["password": "a new password"]
            for id in ["1", "999", "99999999999999999999"] {
                try await grace.patch("/api/v1/users/\(id)", json: update).expect(.forbidden, json: notEnough)
                try await grace.delete("/api/v1/users/\(id)").expect(.forbidden, json: notEnough)
            }
            try await grace.post("/api/v1/users", json: linus).expect(.forbidden, json: notEnough)
            // The permission is checked before the body.
            try await grace.post("/api/v1/users", json: [:]).expect(.forbidden, json: notEnough)
            let admin = try await service.loggedIn()
            #expect(try await admin.get("/api/v1/users").expect(.ok).json()["total"] == 2)
        }
    }

    @Test(arguments: Driver.allCases)
    func `a user reads all users, and changes and deletes itself`(driver: Driver) async throws {
        try await TestService.with(driver) { service in
            let grace = try await service.member()
            #expect(try await grace.get("/api/v1/users").expect(.ok).json()["total"] == 2)
            #expect(try await grace.get("/api/v1/users/1").expect(.ok).json()["email"] == "admin@example.com")
            let changed = try await grace.patch("/api/v1/users/2", json: ["name": "Admiral"]).expect(.ok)
            #expect(try changed.json()["name"] == "Admiral")
            try await grace.delete("/api/v1/users/2").expect(.noContent)
            #expect(try await grace.get("/api/v1/users/me").status == .unauthorized)
        }
    }

    @Test(arguments: Driver.allCases)
    func `a user can deactivate itself, and needs a new login after an activation`(driver: Driver) async throws {
        try await TestService.with(driver) { service in
            let grace = try await service.member()
            try await grace.patch("/api/v1/users/2", json: ["is_active": false]).expect(.ok)
            try await grace.patch("/api/v1/users/2", json: ["is_active": true])
                .expect(.forbidden, json: ["detail": "Inactive user"])
            let admin = try await service.loggedIn()
            try await admin.patch("/api/v1/users/2", json: ["is_active": true]).expect(.ok)
            try await grace.get("/api/v1/users/me").expect(.unauthorized)
            let again = try await service.loggedIn("grace@example.com", "correct horse")
            // Activating an active user changes nothing.
            try await admin.patch("/api/v1/users/2", json: ["is_active": true]).expect(.ok)
            try await again.get("/api/v1/users/me").expect(.ok)
        }
    }

    @Test(arguments: Driver.allCases)
    func `a user cannot make itself an administrator`(driver: Driver) async throws {
        try await TestService.with(driver) { service in
            let grace = try await service.member()
            for isAdmin in [true, false] {
                try await grace.patch("/api/v1/users/2", json: ["is_admin": .bool(isAdmin), "name": "Other"])
                    .expect(.forbidden, json: notEnough)
            }
            #expect(try await grace.get("/api/v1/users/me").json()["name"] == "Grace Hopper")
            let narrowed = try await service.loggedIn(scope: "users:read users:write")
            try await narrowed.patch("/api/v1/users/1", json: ["is_admin": true]).expect(.forbidden, json: notEnough)
            let again = try await service.loggedIn("grace@example.com", "correct horse")
            try await again.post("/api/v1/users", json: linus).expect(.forbidden, json: notEnough)
        }
    }

    @Test(arguments: Driver.allCases)
    func `the operation of create-user creates an administrator on request`(driver: Driver) async throws {
        try await TestService.with(driver) { service in
            func create(_ email: String, isAdmin: Bool) async throws -> Int {
                try await service.app.withDependencies(Inject(userService)) { users in
                    try await users.create(email: email, name: "Name", password: "correct horse", isAdmin: isAdmin).id
                }
            }
            #expect(try await create("linus@example.com", isAdmin: false) == 2)
            #expect(try await create("grace@example.com", isAdmin: true) == 3)
            for (email, status) in [("linus@example.com", 403), ("grace@example.com", 404)] {
                let client = try await service.loggedIn(email, "correct horse")
                #expect(try await client.delete("/api/v1/users/999").status.code == status)
            }
        }
    }

    @Test(arguments: Driver.allCases)
    func `migrating an existing database makes the first user an administrator`(driver: Driver) async throws {
        try await driver.withURL { url in
            let database = try Database(url: url)
            let before = Array(migrations.prefix { $0.id != "0002_administrators" })
            #expect(!before.isEmpty && before.count < migrations.count)
            try await Migrator(database, before).up()
            for id in [9, 5, 7] {
                try await database.execute(
                    """
                    INSERT INTO users (id, email, email_key, name, password_hash, is_active, created_at)
                    VALUES (\(id), \("\(id)@example.com"), \("\(id)@example.com"), 'Old', '', \(true), \(TestService.now))
                    """
                )
            }
            try await Migrator(database, migrations).up()
            let users = try await UserStore(database).users(limit: 10, offset: 0).users
            #expect(users.map(\.isAdmin) == [true, false, false])
            #expect(users.map(\.id) == [5, 7, 9] && users.allSatisfy { $0.tokenVersion == 0 })
            try await Migrator(database, migrations).down(steps: migrations.count)
            await database.close()
        }
    }

    @Test func `documents the permissions`() async throws {
        try await TestService.with(.sqlite) { service in
            let document = try await service.client.get("/api/v1/openapi.json").expect(.ok).json()
            let paths = document["paths"]
            let scopes = { (path: String, method: String) in
                paths?["/api/v1/users\(path)"]?[method]?["security"]?[0]?["OAuth2PasswordBearer"]
            }
            #expect(scopes("", "get") == ["users:read"] && scopes("/me", "get") == ["users:read"])
            #expect(scopes("", "post") == ["users:admin"])
            #expect(
                scopes("/{user_id}", "patch") == ["users:write"] && scopes("/{user_id}", "delete") == ["users:write"]
            )
            for (path, method) in [("", "post"), ("/{user_id}", "patch"), ("/{user_id}", "delete"), ("", "get")] {
                let responses = paths?["/api/v1/users\(path)"]?[method]?["responses"]
                #expect(responses?["403"]?["description"] == "Not enough permissions")
            }
            let flow = document["components"]?["securitySchemes"]?["OAuth2PasswordBearer"]?["flows"]?["password"]
            #expect(flow?["refreshUrl"] == "auth/refresh")
            #expect(flow?["scopes"]?.object?.map(\.key).sorted() == AccessScope.descriptions.keys.sorted())
        }
    }
}
