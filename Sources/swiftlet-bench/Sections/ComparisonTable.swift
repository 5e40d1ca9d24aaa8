/// A table of in-process results, each beside what it is compared with.
struct ComparisonTable {
    /// One line: a result, the result it is compared with, and what the ratio is meant to be.
    struct Line {
        let result: Int
        var peer: Int?
        var goal: Goal?
    }

    static func make(
        _ title: String,
        _ results: [InProcess.Result],
        _ lines: [Line],
        unit: String = "time, median"
    ) -> Table {
        var table = Table(title, ["", unit, "p10 - p90", "x peer", "goal"])
        for line in lines {
            let result = results[line.result]
            let ratio = line.peer.flatMap { result.ratios(to: results[$0]).median }
            table.add(
                result.name,
                Figure.nanoseconds(result.times.median),
                Figure.nanoseconds(result.times.spread),
                Figure.ratio(ratio),
                line.goal.flatMap { goal in ratio.map(goal.verdict) } ?? ""
            )
        }
        return table
    }

    /// A table of what waits for others, measured by the time that passes: with the processor time of this process beside
    /// it, which does not depend on how soon others answer.
    static func makeOfWaits(_ title: String, _ results: [InProcess.Result], _ lines: [Line]) -> Table {
        var table = Table(
            title,
            ["", "time, median", "p10 - p90", "x peer", "p10 - p90 of it", "goal", "processor", "processor x peer"]
        )
        for line in lines {
            let result = results[line.result]
            let ratios = line.peer.map { result.ratios(to: results[$0]) }
            table.add(
                result.name,
                Figure.nanoseconds(result.times.median),
                Figure.nanoseconds(result.times.spread),
                Figure.ratio(ratios?.median),
                ratios?.spread.map { "\(Figure.ratio($0.low)) - \(Figure.ratio($0.high))" } ?? "-",
                line.goal.flatMap { goal in ratios?.median.map(goal.verdict) } ?? "",
                Figure.nanoseconds(result.processorTimes.median),
                Figure.ratio(line.peer.flatMap { result.processorRatios(to: results[$0]).median })
            )
        }
        return table
    }
}
