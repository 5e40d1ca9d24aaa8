/// The cost of an invocation, in time and processor time, relative to the C floor.
enum InvocationSection {
    static func run(_ options: Options) throws -> [Table] {
        let programs = try Programs(options)
        let rounds =
            options.isQuick
            ? Rounds(rounds: 3, invocationsPerRound: 50)
            : Rounds(rounds: 40, invocationsPerRound: 500)
        let results = try rounds.run([
            try programs.floor,
            programs.own(.noop, name: "loop, no-op handler"),
            programs.own(.typed, name: "loop, typed endpoint"),
            // The same program twice, which shows the noise of the measurement.
            try programs.floor,
        ])
        var table = Table(
            "One invocation, event to next poll (\(rounds.rounds) rounds of \(rounds.invocationsPerRound), interleaved)",
            ["", "median", "p10 - p90", "x floor", "goal", "processor", "x floor"]
        )
        for (index, result) in results.enumerated() {
            let ratio = result.ratios.median
            table.add(
                index == results.count - 1 ? "C floor again" : result.name,
                Format.nanoseconds(result.times.median),
                Format.nanoseconds(result.times.spread),
                Format.ratio(ratio),
                index == 2 ? ratio.map { Goal.atMost(1.2).verdict(on: $0) } ?? "-" : "",
                Format.nanoseconds(result.processorTimes.median),
                Format.ratio(result.processorRatios.median)
            )
        }
        table.note("An event of \(SampleEvent.bytes.count) bytes; the server's side of the round trip is in the time.")
        return [table]
    }
}
