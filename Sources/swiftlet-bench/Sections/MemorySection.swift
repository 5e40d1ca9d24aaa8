/// The memory of a process, and its growth.
enum MemorySection {
    static func run(_ options: Options) throws -> [Table] {
        let few = options.isQuick ? 200 : 10_000
        let many = options.isQuick ? 2000 : 1_000_000
        return [try peaks(options, few), try growth(options, few: few, many: many)]
    }

    private static func peaks(_ options: Options, _ invocations: Int) throws -> Table {
        let programs = try Programs(options)
        let folder = try Folder()
        let service = try UsersService(programs, "sqlite:\(folder.path)/users.sqlite3").get
        var table = Table(
            "Memory after \(invocations) invocations",
            ["", "at the first poll", "peak (VmHWM)", "x floor", "goal"]
        )
        var floor: Int?
        for program in [try programs.floor, programs.own(.typed, name: "loop, typed endpoint"), service] {
            var running = try program.launch()
            let first = running.child.residentMemory
            if let status = program.status { _ = try running.request(expecting: status) }
            _ = try running.invoke(invocations)
            let peak = running.child.peakMemory
            floor = floor ?? peak
            let ratio = peak.flatMap { peak in floor.map { Double(peak) / Double($0) } }
            table.add(
                program.status == nil ? program.name : "bootstrap (users service, get)",
                Format.bytes(first),
                Format.bytes(peak),
                Format.ratio(ratio),
                program.status != nil
                    ? ratio.map { Goal.atMost(2).verdict(on: $0) } ?? "-" : ""
            )
        }
        return withExtendedLifetime(folder) { table }
    }

    private static func growth(_ options: Options, few: Int, many: Int) throws -> Table {
        var running = try Programs(options).own(.typed, name: "loop, typed endpoint").launch()
        _ = try running.invoke(few)
        let before = running.child.residentMemory
        // In parts, so that not all times are kept in memory.
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
            Format.bytes(before),
            Format.bytes(after),
            Format.ratio(ratio),
            ratio.map { Goal.atMost(1.05).verdict(on: $0) } ?? "-"
        )
        return table
    }
}
