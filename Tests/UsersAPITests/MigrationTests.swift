import Foundation
import Swiftlet
import SwiftletSQL
import SwiftletTesting
import TestSupport
import Testing

@testable import UsersAPI

/// Migrations of the service's database.
@Suite(.timeLimit(.minutes(5))) struct MigrationTests {
    @Test(arguments: Driver.allCases)
    func `the first user is created once`(_ driver: Driver) async throws {
        try await TestService.with(driver, settings: ["MIGRATE_ON_START": "false"]) { service in
            let emails = try await service.app.withDependencies(Inject(setup)) { setup in
                try await setup.migrate()
                return [try await setup.createFirstUser(), try await setup.createFirstUser()]
            }
            #expect(emails == [nil, nil])
            _ = try await service.loggedIn()
        }
    }

    @Test(arguments: Driver.allCases)
    func `a service accepts a database migrated by a newer version`(_ driver: Driver) async throws {
        try await driver.withURL { url in
            let database = try Database(url: url)
            try await Migrator(database, migrations).up()
            try await database.execute(
                """
                INSERT INTO swiftlet_migrations (position, id, checksum, applied_at)
                VALUES (99, '9999_future', 'x', '2026-01-02T03:04:05.000000Z')
                """
            )
            await database.close()
            try await TestService.with(driver, settings: ["DATABASE_URL": url]) { service in
                for _ in 0..<3 {
                    try await service.client.get("/health?deep=1").expect(.ok)
                }
                _ = try await service.loggedIn()
            }
        }
    }
}
