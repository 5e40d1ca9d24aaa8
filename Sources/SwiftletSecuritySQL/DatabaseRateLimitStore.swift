public import Logging
public import SwiftletSQL
public import SwiftletSecurity

/// A rate limit store in the database, shared by all instances of a function.
///
/// ```swift
/// let limiter = RateLimiter("api", limit, store: DatabaseRateLimitStore(database), onFailure: .open)
/// ```
public struct DatabaseRateLimitStore: RateLimitStore {
    /// The migrations that create the table and its index, oldest first.
    ///
    /// An app whose migrations already include ``migration`` appends ``indexMigration``.
    public static let migrations = [migration, indexMigration]

    /// The migration that creates the table.
    public static let migration = Migration(
        "swiftlet_rate_limits",
        up: """
            CREATE TABLE swiftlet_rate_limits (
                key TEXT PRIMARY KEY,
                arrival BIGINT NOT NULL
            );
            """,
        down: "DROP TABLE swiftlet_rate_limits;"
    )

    /// The migration that indexes the table by arrival time, so that finding expired keys needs no full table scan.
    public static let indexMigration = Migration(
        "swiftlet_rate_limits_arrival",
        up: "CREATE INDEX swiftlet_rate_limits_arrival ON swiftlet_rate_limits (arrival);",
        down: "DROP INDEX swiftlet_rate_limits_arrival;"
    )

    /// The maximum number of expired keys that one cleanup deletes, so that it stays short however many there are.
    private static let cleanupBatch = 2000

    private let database: any SQLExecutor
    private let logger: Logger

    /// Creates a store.
    ///
    /// - Parameters:
    ///   - database: The database, in which the ``migrations`` have been applied.
    ///   - logger: Logs failed cleanups of expired keys, at debug level.
    public init(_ database: any SQLExecutor, logger: Logger = Logger(label: "swiftlet.rate-limits")) {
        self.database = database
        self.logger = logger
    }

    /// Decides in one statement, which updates the row only if the request is allowed.
    public func decide(_ key: String, _ limit: RateLimit, at now: Int64) async throws -> RateLimitDecision {
        let latest = now + limit.tolerance - limit.interval
        let rows = try await database.query(
            """
            INSERT INTO swiftlet_rate_limits AS known (key, arrival) VALUES (\(key), \(now + limit.interval))
            ON CONFLICT (key) DO UPDATE
            SET arrival = CASE WHEN known.arrival > \(now) THEN known.arrival ELSE \(now) END + \(limit.interval)
            WHERE known.arrival <= \(latest)
            RETURNING arrival
            """
        )
        if let arrival = try rows.first?.decode(Int64.self) {
            await cleanUpOccasionally(arrival, at: now)
            return limit.decision(isAllowed: true, arrival: arrival, now: now)
        }
        let arrival = try await arrival(of: key) ?? latest + 1
        return limit.decision(isAllowed: false, arrival: max(arrival, latest + 1), now: now)
    }

    /// Decides in one statement, without an update.
    public func check(_ key: String, _ limit: RateLimit, at now: Int64) async throws -> RateLimitDecision {
        limit.check(try await arrival(of: key), at: now)
    }

    /// Counts the request in one statement.
    public func record(_ key: String, _ limit: RateLimit, at now: Int64) async throws {
        let next: SQL = "CASE WHEN known.arrival > \(now) THEN known.arrival ELSE \(now) END + \(limit.interval)"
        let last = now + limit.tolerance
        try await database.execute(
            """
            INSERT INTO swiftlet_rate_limits AS known (key, arrival) VALUES (\(key), \(limit.recorded(nil, at: now)))
            ON CONFLICT (key) DO UPDATE SET arrival = CASE WHEN \(next) > \(last) THEN \(last) ELSE \(next) END
            """
        )
    }

    /// Refunds the request in one statement.
    public func refund(_ decision: RateLimitDecision, of key: String, _ limit: RateLimit, at now: Int64) async throws {
        let amount = limit.refundable(decision, at: now)
        guard amount > 0 else { return }
        try await database.execute(
            "UPDATE swiftlet_rate_limits SET arrival = arrival - \(amount) WHERE key = \(key)"
        )
    }

    private func arrival(of key: String) async throws -> Int64? {
        try await database.query("SELECT arrival FROM swiftlet_rate_limits WHERE key = \(key)").first?
            .decode(Int64.self)
    }

    /// Deletes expired keys in about one of a thousand calls.
    ///
    /// The decision has been made already: a failed cleanup is logged and does not fail the request, and a later one deletes
    /// the same keys.
    private func cleanUpOccasionally(_ arrival: Int64, at now: Int64) async {
        guard arrival % 1009 == 0 else { return }
        do {
            try await database.execute(
                """
                DELETE FROM swiftlet_rate_limits WHERE key IN (
                    SELECT key FROM swiftlet_rate_limits WHERE arrival < \(now) ORDER BY arrival LIMIT \(Self.cleanupBatch)
                ) AND arrival < \(now)
                """
            )
        } catch {
            logger.debug("Could not delete expired rate limits", metadata: ["error": "\(error)"])
        }
    }
}
