/// A table of in-process results with their baselines.
struct ComparisonTable {
    /// A line: the indices of a result and its baseline, and the goal of their ratio.
    struct Line {
        let result: Int
        var baseline: Int?
        var goal: Goal?
    }

    static func make(
        _ title: String,
        results: [InProcess.Result],
        lines: [Line],
        unit: String = "time, median"
    ) -> Table {
        var table = Table(title, ["", unit, "p10 - p90", "x baseline", "goal"])
        for line in lines {
            let result = results[line.result]
            let ratio = line.baseline.flatMap { result.ratios(to: results[$0]).median }
            table.add(
                result.name,
                Format.nanoseconds(result.times.median),
                Format.nanoseconds(result.times.spread),
                Format.ratio(ratio),
                line.goal.flatMap { goal in ratio.map(goal.verdict) } ?? ""
            )
        }
        return table
    }

    /// Creates a table of subjects that wait, with wall-clock time and the processor time of this process.
    static func makeWithWallClock(_ title: String, results: [InProcess.Result], lines: [Line]) -> Table {
        var table = Table(
            title,
            [
                "", "time, median", "p10 - p90", "x baseline", "p10 - p90 of ratio", "goal", "processor",
                "processor x baseline",
            ]
        )
        for line in lines {
            let result = results[line.result]
            let ratios = line.baseline.map { result.ratios(to: results[$0]) }
            table.add(
                result.name,
                Format.nanoseconds(result.times.median),
                Format.nanoseconds(result.times.spread),
                Format.ratio(ratios?.median),
                ratios?.spread.map { "\(Format.ratio($0.low)) - \(Format.ratio($0.high))" } ?? "-",
                line.goal.flatMap { goal in ratios?.median.map(goal.verdict) } ?? "",
                Format.nanoseconds(result.processorTimes.median),
                Format.ratio(line.baseline.flatMap { result.processorRatios(to: results[$0]).median })
            )
        }
        return table
    }
}
