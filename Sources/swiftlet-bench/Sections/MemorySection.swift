/// How much memory a process takes, and whether it grows.
enum MemorySection {
    static func run(_ options: Options) throws -> [Table] {
        let few = options.isQuick ? 200 : 10_000
        let many = options.isQuick ? 2000 : 1_000_000
        return [try peaks(options, few), try growth(options, few, many)]
    }

    private static func peaks(_ options: Options, _ invocations: Int) throws -> Table {
        let lineup = try Lineup(options)
        let folder = try Folder()
        let service = try UsersService(lineup, "sqlite:\(folder.path)/users.sqlite3").get
        var table = Table(
            "Memory after \(invocations) invocations",
            ["", "at the first poll", "peak (VmHWM)", "x floor", "goal"]
        )
        var floor: Int?
        for contestant in [try lineup.floor, lineup.ours(.typed, name: "loop, typed endpoint"), service] {
            var running = try contestant.launch()
            let first = running.child.residentMemory
            if let status = contestant.status { _ = try running.ask(expecting: status) }
            _ = try running.invoke(invocations)
            let peak = running.child.peakMemory
            floor = floor ?? peak
            let ratio = peak.flatMap { peak in floor.map { Double(peak) / Double($0) } }
            table.add(
                contestant.status == nil ? contestant.name : "bootstrap (users service, get)",
                Figure.bytes(first),
                Figure.bytes(peak),
                Figure.ratio(ratio),
                contestant.status != nil
                    ? ratio.map { Goal.atMost(2).verdict(on: $0) } ?? "-" : ""
            )
        }
        return withExtendedLifetime(folder) { table }
    }

    private static func growth(_ options: Options, _ few: Int, _ many: Int) throws -> Table {
        var running = try Lineup(options).ours(.typed, name: "loop, typed endpoint").launch()
        _ = try running.invoke(few)
        let before = running.child.residentMemory
        // In parts, so that the times of a million are not kept.
        var left = many - few
        while left > 0 {
            _ = try running.invoke(min(left, 10_000))
            left -= 10_000
        }
        let after = running.child.residentMemory
        let ratio = after.flatMap { after in before.map { Double(after) / Double($0) } }
        var table = Table(
            "Resident memory over \(many) invocations, typed endpoint",
            ["", "after \(few)", "after \(many)", "ratio", "goal: flat"]
        )
        table.add(
            running.name,
            Figure.bytes(before),
            Figure.bytes(after),
            Figure.ratio(ratio),
            ratio.map { Goal.atMost(1.05).verdict(on: $0) } ?? "-"
        )
        return table
    }
}
