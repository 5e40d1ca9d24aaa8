import Logging
import SwiftletContext
import SwiftletIO

/// A PostgreSQL or SQLite database with a connection pool.
///
/// ```swift
/// let database = try Database(url: "postgres://app@db.example.com/app?sslmode=verify-full")
/// let rows = try await database.query("SELECT id, name FROM users WHERE id = \(id)")
/// let user = try rows.first?.decode(User.self)
/// ```
///
/// Create one per process and reuse it: connections are opened on first use and kept across invocations. A connection
/// that was closed in the meantime is detected and replaced before a statement is sent.
public final class Database: SQLExecutor {
    /// The SQL dialect of the database.
    public let dialect: SQLDialect
    /// Whether the database is an SQLite database in memory, which is empty in every process.
    public let isInMemory: Bool

    let pool: ConnectionPool

    /// The connection pool of the read replicas, if there are any.
    let readPool: ConnectionPool?
    let runner: StatementRunner

    /// Creates a database from its URL.
    ///
    /// No connection is opened yet.
    ///
    /// - Parameters:
    ///   - url: `postgres://user:password@host:port/database?sslmode=verify-full` (or the scheme `postgresql`), parsed by
    ///     [libpq](https://www.postgresql.org/docs/15/libpq-connect.html#LIBPQ-CONNSTRING); `sqlite:path`, percent-encoded;
    ///     or `sqlite::memory:`, a database that lives as long as this object. SQLite's parameters are `mode=ro`, `rw` or
    ///     `rwc` (the default, which creates the file), `immutable=1` for a file that no process changes, and
    ///     `journal_mode=wal` (the default), `delete`, `truncate`, `persist` or `memory`. WAL does not work on a network
    ///     file system such as NFS, where it is rejected. A file that cannot be written is opened read-only.
    ///   - readURL: The URL of the read replicas, which ``reading`` and read-only transactions use.
    ///   - configuration: The settings of the pool, timeouts and logging.
    /// - Throws: ``SQLError`` with the code `invalidURL`, which does not quote the URL.
    public init(
        url: String,
        readURL: String? = nil,
        configuration: Configuration = Configuration()
    ) throws(SQLError) {
        let target = try DatabaseURL(url)
        dialect = target.dialect
        isInMemory = if case .sqlite(let location) = target { location.isInMemory } else { false }
        runner = StatementRunner(
            dialect: target.dialect,
            statementTimeout: configuration.statementTimeout,
            deadlineReserve: configuration.deadlineReserve,
            logLevel: configuration.echo ? .info : StatementLog.isEnabled ? .debug : nil,
            logger: configuration.logger
        )
        pool = Self.makePool(target, configuration)
        guard let readURL else {
            readPool = nil
            return
        }
        let replica = try DatabaseURL(readURL)
        guard replica.dialect == target.dialect else {
            throw SQLError(.invalidURL, "The URL of the read replica is for another kind of database.")
        }
        readPool = Self.makePool(replica, configuration, primary: target)
    }

    private static func makePool(
        _ target: DatabaseURL,
        _ configuration: Configuration,
        primary: DatabaseURL? = nil
    ) -> ConnectionPool {
        var settings = configuration.poolSettings
        switch target {
        case .sqlite(let location):
            // With one thread per connection, a second connection would only wait for the lock of the first.
            settings.size = 1
            settings.overflow = 0
            let sqlite = SQLiteSettings(
                location: location,
                busyTimeout: configuration.busyTimeout,
                statementCacheSize: configuration.statementCacheSize
            )
            return ConnectionPool(settings: settings) { deadline in
                try await SQLiteConnection.open(sqlite, until: deadline)
            }
        case .postgres(let parameters):
            settings.pooler = parameters.pooler ?? configuration.pooler
            let connector = PostgresConnector(
                parameters: parameters,
                configuration: configuration,
                isReplica: primary != nil,
                reload: CredentialReload(parameters, configuration, primary: primary)
            )
            let pool = ConnectionPool(settings: settings) { deadline in
                try await connector.connect(until: deadline)
            }
            PooledConnections.register(pool)
            return pool
        }
    }

    private init(_ database: Database, pool: ConnectionPool, readPool: ConnectionPool?, runner: StatementRunner) {
        dialect = database.dialect
        isInMemory = database.isInMemory
        self.pool = pool
        self.readPool = readPool
        self.runner = runner
    }

    /// The database for queries that only read: the replicas of `readURL`, or this database if there are none.
    ///
    /// A replica may lag behind recent writes.
    ///
    /// ```swift
    /// let count = try await database.reading.query("SELECT count(*) FROM users").scalar(Int.self)
    /// ```
    public var reading: Database {
        guard let readPool else { return self }
        return Database(self, pool: readPool, readPool: nil, runner: runner)
    }

    /// The same database and pool without a statement timeout.
    var withoutStatementTimeout: Database {
        var runner = runner
        runner.statementTimeout = nil
        return Database(self, pool: pool, readPool: readPool, runner: runner)
    }

    /// Runs a statement on a connection of the pool.
    ///
    /// - Throws: As ``SQLExecutor/query(_:)``, and ``SQLError`` with the code `acquireTimeout`, or the reason why no
    ///   connection could be opened.
    public func query(_ sql: SQL) async throws -> SQLRows {
        try await withConnection { connection in
            try await runner.query(sql, on: connection)
        }
    }

    /// Runs statements in one round trip on a connection of the pool.
    ///
    /// - Throws: As ``query(_:)``.
    public func pipeline(_ statements: [SQL]) async throws -> [SQLRows] {
        try await withConnection { connection in
            try await runner.pipeline(statements, on: connection)
        }
    }

    /// Streams the rows of a statement in batches.
    ///
    /// The connection is in use until the stream ends. In a pool with one connection, no other statement can run inside the
    /// loop: use a transaction and ``Transaction/stream(_:fetchSize:)`` for that.
    ///
    /// - Parameters:
    ///   - sql: The statement.
    ///   - fetchSize: The maximum number of rows per batch; at least 1.
    /// - Returns: The rows, to iterate with `for try await`.
    public func stream(_ sql: SQL, fetchSize: Int) -> SQLRowStream {
        SQLRowStream { [pool, runner] in
            let lease = try await pool.lease(until: runner.invocationDeadline)
            let connection = lease.connection
            let number: Int
            do {
                number = try await runner.open(sql, on: connection)
            } catch {
                lease.endInBackground()
                throw error
            }
            let loop = EventLoop.preferred
            return SQLRowCursor {
                do {
                    return try await connection.fetch(number, limit: max(1, fetchSize), until: runner.deadline)
                } catch {
                    // The server may take a while to cancel the statement.
                    lease.endInBackground()
                    throw error
                }
            } onEnd: {
                await lease.end()
            } onLeave: {
                Task(executorPreference: loop) {
                    await connection.closeCursor(number)
                    await lease.end()
                }
            }
        }
    }

    /// Closes idle connections now, and connections in use when they are returned to the pool.
    ///
    /// Statements are rejected from now on.
    public func close() async {
        await pool.close()
        await readPool?.close()
    }

    @inline(__always)
    private func withConnection<Result>(
        _ body: (any DriverConnection) async throws -> Result
    ) async throws -> Result {
        let connection = try await pool.acquire(until: runner.invocationDeadline)
        do {
            let result = try await body(connection)
            await pool.release(connection)
            return result
        } catch let error as SQLError where error.code != .timeout && error.code != .connectionLost {
            await pool.release(connection)
            throw error
        } catch {
            pool.releaseInBackground(connection)
            throw error
        }
    }
}
