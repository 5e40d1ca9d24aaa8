public import Logging
public import SwiftletIdempotency
public import SwiftletSQL
import SwiftletSecurity

/// An idempotency store in the database, shared by all instances of a function.
///
/// ```swift
/// let idempotency = Dependency(.perProcess, Inject(database), name: "idempotency") { database in
///     Idempotency("payments", store: DatabaseIdempotencyStore(database))
/// }
/// ```
///
/// All times are those of the database. Results are stored as they are, keys and payloads as SHA-256 digests.
public struct DatabaseIdempotencyStore: IdempotencyStore {
    /// The migrations that create the table and its index, oldest first.
    public static let migrations = [migration]

    /// The migration that creates the table, and the index with which expired keys are found.
    public static let migration = Migration(
        "swiftlet_idempotency",
        up: """
            CREATE TABLE swiftlet_idempotency (
                key TEXT PRIMARY KEY,
                fingerprint TEXT NOT NULL,
                token TEXT NOT NULL,
                ends_at BIGINT NOT NULL,
                is_completed BOOLEAN NOT NULL,
                result \(postgres: "BYTEA", sqlite: "BLOB")
            );
            CREATE INDEX swiftlet_idempotency_ends_at ON swiftlet_idempotency (ends_at);
            """,
        down: "DROP TABLE swiftlet_idempotency;"
    )

    /// The maximum number of expired keys that one cleanup deletes, so that it stays short however many there are.
    private static let cleanupBatch = 200

    /// The time for which expired keys remain, so that an operation that ends after its lease can still store its result.
    private static let cleanupDelay = Duration.seconds(3_600)

    /// The maximum number of attempts to claim a key that is released between two statements.
    private static let maximumAttempts = 3

    private let database: any SQLExecutor
    private let logger: Logger
    private let cleanupInterval: Int

    /// Creates a store.
    ///
    /// - Parameters:
    ///   - database: The database, in which the ``migrations`` have been applied. Not a read replica, and not a transaction: a
    ///     claim must be visible to other processes at once.
    ///   - logger: Logs failed cleanups of expired keys, at debug level.
    public init(_ database: any SQLExecutor, logger: Logger = Logger(label: "swiftlet.idempotency")) {
        self.init(database, logger: logger, cleanupInterval: 100)
    }

    /// Creates a store that deletes keys that expired an hour ago in one of `cleanupInterval` claims.
    package init(_ database: any SQLExecutor, logger: Logger, cleanupInterval: Int) {
        self.database = database
        self.logger = logger
        self.cleanupInterval = cleanupInterval
    }

    /// The time of the database, in microseconds since 1970.
    private var now: SQL {
        database.dialect == .postgres
            ? "(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000)::BIGINT"
            : "CAST((julianday('now') - 2440587.5) * 86400000000.0 AS INTEGER)"
    }

    /// Claims a key in one statement, which inserts it or replaces an expired record; a second one reads a key that is not
    /// free.
    public func claim(_ key: String, fingerprint: String, lease: Duration) async throws -> IdempotencyState {
        let claim = IdempotencyClaim(key: key, token: try SecureRandom.token(byteCount: 16))
        for _ in 0..<Self.maximumAttempts {
            let claimed = try await insert(claim, fingerprint: fingerprint, lease: lease)
            if try claimed.first?.decode(String.self) == claim.token {
                await cleanUpOccasionally()
                return .claimed(claim)
            }
            let known = try await database.query(
                "SELECT fingerprint, is_completed, result FROM swiftlet_idempotency WHERE key = \(key) AND ends_at > \(now)"
            )
            if let (known, isCompleted, result) = try known.first?.decode(String.self, Bool.self, [UInt8]?.self) {
                return isCompleted ? .completed(fingerprint: known, result: result) : .inProgress(fingerprint: known)
            }
        }
        // Other processes claim and release the key all the time.
        return .inProgress(fingerprint: fingerprint)
    }

    /// Inserts a claim, or replaces an expired record with it.
    ///
    /// - Returns: The token in one row, or no row if the key is not free.
    private func insert(_ claim: IdempotencyClaim, fingerprint: String, lease: Duration) async throws -> SQLRows {
        do {
            return try await database.query(
                """
                INSERT INTO swiftlet_idempotency AS known (key, fingerprint, token, ends_at, is_completed, result)
                VALUES (\(claim.key), \(fingerprint), \(claim.token), \(now) + \(lease.microseconds), FALSE, NULL)
                ON CONFLICT (key) DO UPDATE
                SET fingerprint = excluded.fingerprint, token = excluded.token, ends_at = excluded.ends_at,
                    is_completed = FALSE, result = NULL
                WHERE known.ends_at <= \(now)
                RETURNING token
                """
            )
        } catch {
            // The statement may have been committed before its connection was lost or the task was cancelled.
            Task { try? await release(claim) }
            throw error
        }
    }

    /// Stores a result in one statement, which updates the row only if it has the token of the claim.
    public func complete(_ claim: IdempotencyClaim, result: [UInt8]?, expiration: Duration) async throws -> Bool {
        let count = try await database.execute(
            """
            UPDATE swiftlet_idempotency
            SET is_completed = TRUE, result = \(result), ends_at = \(now) + \(expiration.microseconds)
            WHERE key = \(claim.key) AND token = \(claim.token) AND NOT is_completed
            """
        )
        return count == 1
    }

    /// Frees a key in one statement, which deletes the row only if it has the token of the claim.
    public func release(_ claim: IdempotencyClaim) async throws {
        try await database.execute(
            "DELETE FROM swiftlet_idempotency WHERE key = \(claim.key) AND token = \(claim.token) AND NOT is_completed"
        )
    }

    /// Deletes keys that expired an hour ago in one of a hundred claims, more than were added meanwhile.
    ///
    /// The key has been claimed already: a failed cleanup is logged and does not fail the request, and a later one deletes the
    /// same keys.
    private func cleanUpOccasionally() async {
        guard Int.random(in: 0..<cleanupInterval) == 0 else { return }
        do {
            try await database.execute(
                """
                DELETE FROM swiftlet_idempotency WHERE key IN (
                    SELECT key FROM swiftlet_idempotency WHERE ends_at <= \(now) - \(Self.cleanupDelay.microseconds)
                    ORDER BY ends_at LIMIT \(Self.cleanupBatch)
                ) AND ends_at <= \(now) - \(Self.cleanupDelay.microseconds)
                """
            )
        } catch {
            logger.debug("Could not delete expired idempotency keys", metadata: ["error": "\(error)"])
        }
    }
}

extension Duration {
    /// The duration in microseconds, at most 2^40 seconds, so that adding it to a time does not overflow.
    fileprivate var microseconds: Int64 {
        let bounded = min(self, .seconds(1 << 40)).components
        return bounded.seconds * 1_000_000 + bounded.attoseconds / 1_000_000_000_000
    }
}
