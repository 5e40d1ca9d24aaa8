import Swiftlet

/// The deployed users service on both databases, relative to the C floor.
enum ServiceSection {
    static func run(_ options: Options) throws -> [Table] {
        let folder = try Folder()
        var tables = [
            try table("SQLite", url: "sqlite:\(folder.path)/users.sqlite3", options: options),
            try coldStart("sqlite:\(folder.path)/users.sqlite3", options),
        ]
        do {
            let source = try PostgresSource()
            tables.append(try table("PostgreSQL", url: source.url, options: options))
            tables.append(try concurrency(source.url, options))
            withExtendedLifetime(source) {}
        } catch let error as BenchError {
            tables.append(.skipped("The users service on PostgreSQL", because: error.description))
        }
        return withExtendedLifetime(folder) { tables }
    }

    private static func table(_ name: String, url: String, options: Options) throws -> Table {
        let programs = try Programs(options)
        let service = try UsersService(programs, url)
        let quick = options.isQuick
        let reads = try Rounds(rounds: quick ? 2 : 20, invocationsPerRound: quick ? 20 : 200)
            .run([
                try programs.floor, service.get, service.list,
            ])
        // Each of these hashes a password, which takes a thousand times as long as the rest.
        let writes = try Rounds(rounds: quick ? 1 : 5, invocationsPerRound: quick ? 2 : 8)
            .run([
                try programs.floor, service.create, service.login,
            ])
        var table = Table(
            "The users service on \(name), one invocation",
            ["", "median", "p10 - p90", "x floor", "processor"]
        )
        for result in reads + writes.dropFirst() {
            table.add(
                result.name,
                Format.nanoseconds(result.times.median),
                Format.nanoseconds(result.times.spread),
                result.name.contains("scrypt") ? "" : Format.ratio(result.ratios.median),
                Format.nanoseconds(result.processorTimes.median)
            )
        }
        table.note("Each request is authenticated: a token is verified, and its user is read from the database.")
        return table
    }

    /// The cold start seen by a client: from exec to the first response, with a migrated database.
    private static func coldStart(_ url: String, _ options: Options) throws -> Table {
        let service = try UsersService(try Programs(options), url)
        var times: [Double] = []
        var peak: Int?
        for _ in 0..<(options.isQuick ? 2 : 30) {
            var running = try service.get.launch()
            times.append(running.startTime + (try running.invoke(1).first ?? 0))
            peak = running.child.peakMemory
        }
        var table = Table(
            "The users service on SQLite, from exec to the first response",
            ["", "median", "p10 - p90", "peak memory"]
        )
        let samples = Samples(times)
        table.add(
            "cold start and one get",
            Format.nanoseconds(samples.median),
            Format.nanoseconds(samples.spread),
            Format.bytes(peak)
        )
        return table
    }

    /// The effect of the pool size on concurrent invocations of one process.
    private static func concurrency(_ url: String, _ options: Options) throws -> Table {
        let service = try UsersService(try Programs(options), url)
        let sizes = [1, 5, 20]
        var table = Table(
            "The users service on PostgreSQL, invocations per second: list of 20",
            ["concurrent invocations"] + sizes.map { "pool of \($0)" }
        )
        let count = options.isQuick ? 100 : 3000
        for concurrency in [1, 10, 50] {
            var cells = ["\(concurrency)"]
            for size in sizes {
                var program = service.list
                program.concurrency = concurrency
                program.environment["DB_POOL_SIZE"] = "\(size)"
                var running = try program.launch()
                _ = try running.server.invoke(&running.message, count: min(count, 200), concurrency: concurrency)
                let time = try running.server.invoke(&running.message, count: count, concurrency: concurrency)
                cells.append("\(Int(Double(count) / time * 1_000_000_000))")
            }
            table.add(cells)
        }
        return table
    }
}
