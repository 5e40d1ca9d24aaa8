/// From the spawn of a process to its first poll: the part of a cold start that is the program's own.
enum StartSection {
    static func run(_ options: Options) throws -> [Table] {
        let lineup = try Lineup(options)
        let contestants = [
            try lineup.floor,
            lineup.ours(.noop, name: "loop, no-op handler"),
            try lineup.bootstrap,
        ]
        let repetitions = options.isQuick ? 3 : 40
        var times = contestants.map { _ in [Double]() }
        var processorTimes = contestants.map { _ in [Double]() }
        for index in contestants.indices { _ = try contestants[index].launch() }
        for repetition in 0..<repetitions {
            for turn in contestants.indices {
                let index = (turn + repetition) % contestants.count
                let running = try contestants[index].launch()
                times[index].append(running.startTime)
                processorTimes[index].append(running.child.processorTime)
            }
        }
        var table = Table(
            "From exec to the first poll (\(repetitions) starts, interleaved)",
            ["", "median", "p10 - p90", "x floor", "goal", "processor"]
        )
        let floor = Samples(times[0]).median
        for (index, contestant) in contestants.enumerated() {
            let samples = Samples(times[index])
            let ratio = samples.median.flatMap { median in floor.map { median / $0 } }
            table.add(
                contestant.name,
                Figure.nanoseconds(samples.median),
                Figure.nanoseconds(samples.spread),
                Figure.ratio(ratio),
                index == 2 ? ratio.map { Goal.atMost(1.5).verdict(on: $0) } ?? "-" : "",
                Figure.nanoseconds(Samples(processorTimes[index]).median)
            )
        }
        table.note("The no-op handler lies in this program, which is larger than a function: bootstrap is what counts.")
        return [table]
    }
}
