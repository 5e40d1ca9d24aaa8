import SwiftletIO
import SwiftletSQL

/// Queries through the SQL interface, compared with C code on the same server.
enum SQLSection {
    static func run(_ options: Options) throws -> [Table] {
        [try Affinity.on(processor: 0) { try sqlite(options) }, try postgres(options)]
    }

    private static func sqlite(_ options: Options) throws -> Table {
        let folder = try Folder()
        let path = folder.path + "/bench.sqlite3"
        let database = try Database(url: "sqlite:" + path)
        let loop = try EventLoop()
        try fill(database, loop)
        let bareOne = try BareSQLite(path, "SELECT id, name, email FROM people WHERE id = ?1")
        let bareMany = try BareSQLite(path, "SELECT id, name, email FROM people WHERE id >= ?1 ORDER BY id LIMIT 20")
        let results = try InProcess(options, clock: .wall, loop: loop)
            .run([
                .init(name: "bare C, one row") { bareOne.run(7) },
                .init(name: "query, one row") { try await one(database, 7) },
                .init(name: "bare C, 20 rows") { bareMany.run(100) },
                .init(name: "query, 20 rows") { try await many(database, 100) },
            ])
        var table = ComparisonTable.makeWithWallClock(
            "SQLite, in a file",
            results: results,
            lines: [.init(result: 0), .init(result: 1, baseline: 0), .init(result: 2), .init(result: 3, baseline: 2)]
        )
        table.note("The C code blocks its thread; a query runs on the database's own thread.")
        try finish(database, loop)
        return withExtendedLifetime(folder) { table }
    }

    private static func postgres(_ options: Options) throws -> Table {
        let server: PostgresSource
        do {
            server = try Affinity.on(processor: 1) { try PostgresSource() }
        } catch {
            return .skipped("PostgreSQL", because: "\(error)")
        }
        let table = try Affinity.on(processor: 0) { try postgres(options, url: server.url) }
        return withExtendedLifetime(server) { table }
    }

    private static func postgres(_ options: Options, url: String) throws -> Table {
        let database = try Database(url: url)
        let loop = try EventLoop()
        try fill(database, loop)
        let bare = try BarePostgres(url)
        try bare.prepare("one", "SELECT id, name, email FROM people WHERE id = $1")
        try bare.prepare("many", "SELECT id, name, email FROM people WHERE id >= $1 ORDER BY id LIMIT 20")
        let results = try InProcess(options, clock: .wall, loop: loop)
            .run([
                .init(name: "bare C, one row") { try bare.run("one", 7) },
                .init(name: "query, one row") { try await one(database, 7) },
                .init(name: "bare C, 20 rows") { try bare.run("many", 100) },
                .init(name: "query, 20 rows") { try await many(database, 100) },
                .init(name: "list and count, two round trips") {
                    try await many(database, 100) + (try await count(database))
                },
                .init(name: "list and count, pipelined") { try await listAndCount(database, 100) },
            ])
        let goal = Goal.atMost(1.2)
        var table = ComparisonTable.makeWithWallClock(
            "PostgreSQL",
            results: results,
            lines: [
                .init(result: 0), .init(result: 1, baseline: 0, goal: goal), .init(result: 2),
                .init(result: 3, baseline: 2, goal: goal), .init(result: 4), .init(result: 5, baseline: 4),
            ]
        )
        table.note(
            """
            The C code sends and then blocks in libpq. A query waits on the event loop, where other work continues, after \
            checking that the connection is alive. Client and server each have their own processor, if there are two.
            """
        )
        try finish(database, loop)
        return table
    }

    // MARK: - Queries

    private static func one(_ database: Database, _ id: Int) async throws -> Int {
        let rows = try await database.query("SELECT id, name, email FROM people WHERE id = \(id)")
        return try read(rows)
    }

    private static func many(_ database: Database, _ id: Int) async throws -> Int {
        let rows = try await database.query(
            "SELECT id, name, email FROM people WHERE id >= \(id) ORDER BY id LIMIT 20"
        )
        return try read(rows)
    }

    private static func count(_ database: Database) async throws -> Int {
        try await database.query("SELECT count(*) FROM people").first?.decode(Int.self) ?? 0
    }

    private static func listAndCount(_ database: Database, _ id: Int) async throws -> Int {
        let (rows, count) = try await database.pipeline(
            "SELECT id, name, email FROM people WHERE id >= \(id) ORDER BY id LIMIT 20",
            "SELECT count(*) FROM people"
        )
        return try read(rows) + (count.first?.decode(Int.self) ?? 0)
    }

    private static func read(_ rows: SQLRows) throws -> Int {
        var sum = 0
        for row in rows {
            let (id, name, email) = try row.decode(Int.self, String.self, String.self)
            sum &+= id + name.utf8.count + email.utf8.count
        }
        return sum
    }

    // MARK: - Data

    private static func fill(_ database: Database, _ loop: EventLoop) throws {
        try loop.run {
            _ = try await database.execute("DROP TABLE IF EXISTS people")
            _ = try await database.execute("CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, email TEXT)")
            try await database.transaction { transaction in
                for id in 1...1000 {
                    let (name, email) = ("User \(id)", "user\(id)@example.com")
                    _ = try await transaction.execute("INSERT INTO people VALUES (\(id), \(name), \(email))")
                }
            }
        }
    }

    private static func finish(_ database: Database, _ loop: EventLoop) throws {
        try loop.run {
            _ = try await database.execute("DROP TABLE people")
            await database.close()
        }
    }
}
