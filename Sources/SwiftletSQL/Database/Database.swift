import SwiftletIO

/// A database: one interface to PostgreSQL and SQLite, with a pool of connections.
///
/// ```swift
/// let db = try Database(url: "postgres://app@db.example.com/app?sslmode=verify-full")
/// let rows = try await db.query("SELECT id, name FROM users WHERE id = \(id)")
/// let user = try await rows.first?.decode(UserRow.self)
/// ```
/// Make one per process and keep it: connections are opened when they are first needed and kept for the next
/// invocations. One that died in the meantime is noticed and replaced before anything is sent on it.
public final class Database: SQLExecutor {
    /// The language of the database.
    public let dialect: SQLDialect

    let pool: ConnectionPool

    /// The connections to the replicas, nil without any.
    let readPool: ConnectionPool?
    let runner: StatementRunner

    /// Takes the place of the database by its URL.
    ///
    /// Nothing is opened yet.
    ///
    /// - Parameters:
    ///   - url: `postgres://user:password@host:port/database?sslmode=verify-full` or with the scheme `postgresql`, as
    ///     [libpq](https://www.postgresql.org/docs/15/libpq-connect.html#LIBPQ-CONNSTRING) reads it; `sqlite:path`,
    ///     percent-encoded; or `sqlite::memory:`, a database that lives as long as this object. SQLite's parameters are
    ///     `mode=ro`, `rw` or `rwc` (the default, which creates the file), `immutable=1` for a file that no process changes,
    ///     and `journal_mode=wal` (the default), `delete`, `truncate`, `persist` or `memory`. WAL does not work on a network
    ///     file system such as NFS, where it is rejected. A file that cannot be written is opened read-only.
    ///   - readURL: The URL of read replicas, which ``reading`` and read-only transactions use.
    ///   - configuration: The pool, the time-outs, the log.
    /// - Throws: ``SQLError`` with the code `invalidURL`, which does not quote the URL.
    public init(
        url: String,
        readURL: String? = nil,
        configuration: Configuration = Configuration()
    ) throws(SQLError) {
        let target = try DatabaseURL(url)
        dialect = target.dialect
        runner = StatementRunner(
            dialect: target.dialect,
            statementTimeout: configuration.statementTimeout,
            deadlineReserve: configuration.deadlineReserve,
            echo: configuration.echo,
            logger: configuration.logger
        )
        pool = Self.makePool(target, configuration)
        guard let readURL else {
            readPool = nil
            return
        }
        let replica = try DatabaseURL(readURL)
        guard replica.dialect == target.dialect else {
            throw SQLError(.invalidURL, "The URL of the read replica names another kind of database.")
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
            // One connection on one thread: a second one would only wait for the first, and block its thread.
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
            return ConnectionPool(settings: settings) { deadline in
                try await connector.connect(until: deadline)
            }
        }
    }

    private init(pool: ConnectionPool, readPool: ConnectionPool?, runner: StatementRunner) {
        dialect = runner.dialect
        self.pool = pool
        self.readPool = readPool
        self.runner = runner
    }

    /// The database for statements that only read: the replicas of `readURL`, or this database where there are none.
    ///
    /// A replica may not yet have what was just written.
    ///
    /// ```swift
    /// let count = try await db.reading.query("SELECT count(*) FROM users")
    /// ```
    public var reading: Database {
        guard let readPool else { return self }
        return Database(pool: readPool, readPool: nil, runner: runner)
    }

    /// The same database and pool, for statements that may take as long as they need.
    var withoutStatementTimeout: Database {
        var runner = runner
        runner.statementTimeout = nil
        return Database(pool: pool, readPool: readPool, runner: runner)
    }

    /// Runs a statement on a connection of the pool.
    ///
    /// - Throws: As ``SQLExecutor/query(_:)``, and ``SQLError`` with the code `acquireTimeout` or why no connection
    ///   could be opened.
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

    /// The rows of a statement, fetched while they are read.
    ///
    /// The connection is held as long. A pool of one connection has none left for a statement inside the loop: read in a
    /// transaction, with ``Transaction/stream(_:fetchSize:)``, to run others meanwhile.
    ///
    /// - Parameters:
    ///   - sql: The statement.
    ///   - fetchSize: How many rows are handed on at once, at most; at least 1.
    /// - Returns: The rows, which are read by `for try await`.
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
                    // The server may take a while to stop the statement.
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

    /// Closes the idle connections, and each of the others when it comes back.
    ///
    /// Statements are refused from now on.
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
