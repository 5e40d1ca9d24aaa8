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
            let ratio = line.peer.flatMap { results[$0].times.median }
                .flatMap { peer in result.times.median.map { $0 / peer } }
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
}
