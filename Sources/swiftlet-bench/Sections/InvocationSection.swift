/// What an invocation costs: over the floor, in time and in processor time.
enum InvocationSection {
    static func run(_ options: Options) throws -> [Table] {
        let lineup = try Lineup(options)
        let rounds =
            options.isQuick
            ? Rounds(rounds: 3, invocationsPerRound: 50)
            : Rounds(rounds: 40, invocationsPerRound: 500)
        let results = try rounds.run([
            try lineup.floor,
            lineup.ours(.noop, name: "loop, no-op handler"),
            lineup.ours(.typed, name: "loop, typed endpoint"),
            // What the measurement itself makes of two equal things.
            try lineup.floor,
        ])
        var table = Table(
            "One invocation, event to next poll (\(rounds.rounds) rounds of \(rounds.invocationsPerRound), interleaved)",
            ["", "median", "p10 - p90", "x floor", "goal", "processor", "x floor"]
        )
        for (index, result) in results.enumerated() {
            let ratio = result.ratios.median
            table.add(
                index == results.count - 1 ? "C floor again" : result.name,
                Figure.nanoseconds(result.times.median),
                Figure.nanoseconds(result.times.spread),
                Figure.ratio(ratio),
                index == 2 ? ratio.map { Goal.atMost(1.2).verdict(on: $0) } ?? "-" : "",
                Figure.nanoseconds(result.processorTimes.median),
                Figure.ratio(result.processorRatios.median)
            )
        }
        table.note("An event of \(SampleEvent.bytes.count) bytes; the server's side of the round trip is in the time.")
        return [table]
    }
}
