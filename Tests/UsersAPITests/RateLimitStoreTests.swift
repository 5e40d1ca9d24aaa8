import Swiftlet
import SwiftletSQL
import SwiftletSecurity
import SwiftletSecuritySQL
import TestSupport
import Testing

@testable import UsersAPI

/// The statements of the rate limit store on both databases.
@Suite struct RateLimitStoreTests {
    private static let now: Int64 = 1_700_000_000_000_000

    @Test(arguments: Driver.allCases)
    func `counts, records, checks and refunds requests`(driver: Driver) async throws {
        let database = try Database(url: try await driver.makeURL())
        do {
            try await Migrator(database, DatabaseRateLimitStore.migrations).up()
            let store = DatabaseRateLimitStore(database)
            let limit = RateLimit(3, per: .seconds(30))
            let decision = try await store.decide("k", limit, at: Self.now)
            try await store.record("k", limit, at: Self.now)
            var check = try await store.check("k", limit, at: Self.now)
            #expect(check.isAllowed && check.remaining == 1)
            try await store.refund(decision, of: "k", limit, at: Self.now)
            check = try await store.check("k", limit, at: Self.now)
            #expect(check.isAllowed && check.remaining == 2)
            for _ in 0..<10 { try await store.record("k", limit, at: Self.now) }
            check = try await store.check("k", limit, at: Self.now)
            #expect(!check.isAllowed && check.retryAfter == .seconds(10))
            await database.close()
        } catch {
            await database.close()
            throw error
        }
    }
}
