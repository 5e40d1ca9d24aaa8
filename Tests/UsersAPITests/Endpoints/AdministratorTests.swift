import Swiftlet
import SwiftletSQL
import SwiftletTesting
import TestSupport
import Testing

@testable import UsersAPI

private let isLast: JSON = ["detail": "The last active administrator cannot be deleted, deactivated or demoted"]
private let linus: JSON = ["email": "linus@example.com", "name": "Linus", "password": "correct horse"]

@Suite struct AdministratorTests {
    @Test(arguments: Driver.allCases)
    func `an administrator promotes and demotes others`(driver: Driver) async throws {
        try await TestService.with(driver) { service in
            let before = try await service.member()
            let admin = try await service.loggedIn()
            let promoted = try await admin.patch("/api/v1/users/2", json: ["is_admin": true]).expect(.ok)
            #expect(try promoted.json()["is_admin"] == nil)
            // The scopes of a token are those granted at login.
            try await before.post("/api/v1/users", json: linus).expect(.forbidden)
            let grace = try await service.loggedIn("grace@example.com", "correct horse")
            try await grace.post("/api/v1/users", json: linus).expect(.created)
            try await admin.patch("/api/v1/users/2", json: ["is_admin": false]).expect(.ok)
            try await grace.post("/api/v1/users", json: linus).expect(.forbidden)
            try await admin.patch("/api/v1/users/2", json: ["is_admin": nil]).expect(.unprocessableContent)
        }
    }

    @Test(arguments: Driver.allCases)
    func `the last active administrator cannot be removed`(driver: Driver) async throws {
        try await TestService.with(driver) { service in
            try await service.member()
            let admin = try await service.loggedIn()
            // An inactive administrator does not count.
            try await admin.patch("/api/v1/users/2", json: ["is_admin": true, "is_active": false]).expect(.ok)
            for change: JSON in [["is_active": false], ["is_admin": false], ["is_admin": false, "name": "Other"]] {
                try await admin.patch("/api/v1/users/1", json: change).expect(.conflict, json: isLast)
            }
            try await admin.delete("/api/v1/users/1").expect(.conflict, json: isLast)
            #expect(try await admin.get("/api/v1/users/me").expect(.ok).json()["name"] == "Admin")
            try await admin.patch("/api/v1/users/2", json: ["is_active": true]).expect(.ok)
            try await admin.patch("/api/v1/users/1", json: ["is_admin": false]).expect(.ok)
            try await admin.delete("/api/v1/users/1").expect(.noContent)
        }
    }

    @Test(arguments: Driver.allCases)
    func `one of two administrators who remove each other concurrently remains`(driver: Driver) async throws {
        try await driver.withURL { url in
            let database = try Database(url: url, configuration: .init(poolSize: 8, acquireTimeout: .seconds(60)))
            try await Migrator(database, migrations).up()
            let store = UserStore(database)
            for round in 0..<10 {
                var ids: [Int] = []
                for number in 0..<2 {
                    let email = "admin\(round)-\(number)@example.com"
                    let user = try await store.insert(
                        email: email,
                        name: "Admin",
                        passwordHash: "",
                        isActive: true,
                        isAdmin: true,
                        at: TestService.now
                    )
                    ids.append(user.id)
                }
                let removed = try await withThrowingTaskGroup(of: Bool.self) { group in
                    for id in ids {
                        group.addTask {
                            do {
                                guard round.isMultiple(of: 2) else { return try await store.delete(id) }
                                let change = UserStore.Changes(isActive: false)
                                return try await store.update(id, change, at: TestService.now) != nil
                            } catch is LastAdministrator {
                                return false
                            }
                        }
                    }
                    return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
                }
                #expect(removed == 1)
                try await database.execute("DELETE FROM users")
            }
            await database.close()
        }
    }

    @Test(arguments: Driver.allCases)
    func `promote makes a user an administrator by email address`(driver: Driver) async throws {
        try await TestService.with(driver) { service in
            try await service.member()
            let admin = try await service.loggedIn("admin@example.com", "password123")
            try await admin.patch("/api/v1/users/2", json: ["is_active": false]).expect(.ok)
            func promote(_ email: String) async throws -> String? {
                try await service.app.withDependencies(Inject(userService)) { try await $0.promote(email: email) }
            }
            #expect(try await promote("Grace@example.com") == "grace@example.com")
            let grace = try await service.loggedIn("grace@example.com", "correct horse")
            try await grace.post("/api/v1/users", json: linus).expect(.created)
            #expect(try await promote("nobody@example.com") == nil)
        }
    }
}
