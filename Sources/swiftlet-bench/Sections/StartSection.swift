/// The time from the spawn of a process to its first poll: the program's own part of a cold start.
enum StartSection {
    static func run(_ options: Options) throws -> [Table] {
        let programs = try Programs(options)
        let candidates = [
            try programs.floor,
            programs.own(.noop, name: "loop, no-op handler"),
            try programs.bootstrap,
        ]
        let repetitions = options.isQuick ? 3 : 40
        var times = candidates.map { _ in [Double]() }
        var processorTimes = candidates.map { _ in [Double]() }
        for index in candidates.indices { _ = try candidates[index].launch() }
        for repetition in 0..<repetitions {
            for turn in candidates.indices {
                let index = (turn + repetition) % candidates.count
                let running = try candidates[index].launch()
                times[index].append(running.startTime)
                processorTimes[index].append(running.child.processorTime)
            }
        }
        var table = Table(
            "From exec to the first poll (\(repetitions) starts, interleaved)",
            ["", "median", "p10 - p90", "x floor", "goal", "processor"]
        )
        let floor = Samples(times[0]).median
        for (index, program) in candidates.enumerated() {
            let samples = Samples(times[index])
            let ratio = samples.median.flatMap { median in floor.map { median / $0 } }
            table.add(
                program.name,
                Format.nanoseconds(samples.median),
                Format.nanoseconds(samples.spread),
                Format.ratio(ratio),
                index == 2 ? ratio.map { Goal.atMost(1.5).verdict(on: $0) } ?? "-" : "",
                Format.nanoseconds(Samples(processorTimes[index]).median)
            )
        }
        table.note(
            "The no-op handler is part of this program, which is larger than a function: bootstrap is representative."
        )
        return [table]
    }
}
