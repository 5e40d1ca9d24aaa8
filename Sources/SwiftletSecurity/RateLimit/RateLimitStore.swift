public import SwiftletSQL
import Synchronization

/// Where the state of rate limits is kept.
public protocol RateLimitStore: Sendable {
    /// Decides about one request and notes it, in one step that no other request can come between.
    ///
    /// - Parameters:
    ///   - key: who asks: already hashed, at most 64 characters.
    ///   - limit: how often they may.
    ///   - now: the time, in microseconds since 1970.
    /// - Returns: whether it may pass, and what is left.
    /// - Throws: an error if the state cannot be reached.
    func decide(_ key: String, _ limit: RateLimit, at now: Int64) async throws -> RateLimitDecision
}

/// State in the memory of the process.
///
/// The instances of a function share no memory, so that each of them grants the whole limit: for tests, for one local
/// process, or as a guard against a single busy client.
public final class MemoryRateLimitStore: RateLimitStore {
    private let arrivals = Mutex<[String: Int64]>([:])
    private let capacity: Int

    /// Creates a store.
    ///
    /// - Parameter capacity: how many keys are kept before those that no longer matter are dropped.
    public init(capacity: Int = 100_000) {
        self.capacity = max(1, capacity)
    }

    /// Decides under a lock.
    public func decide(_ key: String, _ limit: RateLimit, at now: Int64) -> RateLimitDecision {
        arrivals.withLock { arrivals in
            let decision = limit.decide(arrivals[key], at: now)
            if decision.isAllowed {
                if arrivals.count >= capacity { arrivals = arrivals.filter { $0.value > now } }
                // Should they all matter still, the oldest state is worth less than a bounded memory.
                if arrivals.count >= capacity { arrivals.removeAll(keepingCapacity: true) }
                arrivals[key] = decision.arrival
            }
            return decision
        }
    }
}

/// State in the database, which all instances of a function share.
public struct DatabaseRateLimitStore: RateLimitStore {
    /// The migration that makes the table.
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

    private let database: any SQLExecutor

    /// Creates a store.
    ///
    /// - Parameter database: the database, in which ``migration`` has been applied.
    public init(_ database: any SQLExecutor) {
        self.database = database
    }

    /// Decides in one statement: the row is changed only if the request may pass.
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
            try await forgetSometimes(arrival, now)
            return limit.decision(isAllowed: true, arrival: arrival, now: now)
        }
        let known = try await database.query("SELECT arrival FROM swiftlet_rate_limits WHERE key = \(key)")
        let arrival = try known.first?.decode(Int64.self) ?? latest + 1
        return limit.decision(isAllowed: false, arrival: max(arrival, latest + 1), now: now)
    }

    /// Once in a thousand requests or so, drops the keys that no longer matter.
    private func forgetSometimes(_ arrival: Int64, _ now: Int64) async throws {
        guard arrival % 1009 == 0 else { return }
        try await database.execute("DELETE FROM swiftlet_rate_limits WHERE arrival < \(now)")
    }
}
