/// Measures invocations in rounds with all programs interleaved, so that temporary slowdowns affect all of them.
struct Rounds {
    /// The measurements of one program.
    struct Result {
        let name: String
        /// The time of each invocation, in nanoseconds.
        let times: Samples
        /// The processor time per invocation in nanoseconds, by round.
        let processorTimes: Samples
        /// The ratios of its median to that of the first program, by round.
        let ratios: Samples
        /// The same for the processor time.
        let processorRatios: Samples
    }

    let rounds: Int
    let invocationsPerRound: Int

    /// Runs the rounds.
    ///
    /// The first program is the baseline of the others.
    func run(_ programs: [BenchmarkProgram]) throws -> [Result] {
        var running: [RunningProgram] = []
        for program in programs { running.append(try program.launch()) }
        var times = programs.map { _ in [[Double]]() }
        var processorTimes = programs.map { _ in [Double]() }
        for index in running.indices {
            if let status = programs[index].status { _ = try running[index].request(expecting: status) }
        }
        // Warm up caches and connections.
        for index in running.indices { _ = try running[index].invoke(min(200, invocationsPerRound)) }
        for round in 0..<rounds {
            for turn in running.indices {
                // Rotate the order, so that no program always follows the same one.
                let index = (turn + round) % running.count
                let before = running[index].child.processorTime
                times[index].append(try running[index].invoke(invocationsPerRound))
                let spent = running[index].child.processorTime - before
                processorTimes[index].append(spent / Double(invocationsPerRound))
            }
        }
        return running.indices.map { index in
            Result(
                name: running[index].name,
                times: Samples(times[index].flatMap(\.self)),
                processorTimes: Samples(processorTimes[index]),
                ratios: Self.ratios(times[index].map { Samples($0).median }, times[0].map { Samples($0).median }),
                processorRatios: Self.ratios(processorTimes[index], processorTimes[0])
            )
        }
    }

    private static func ratios(_ values: [Double?], _ floors: [Double?]) -> Samples {
        Samples(
            zip(values, floors)
                .compactMap { value, floor in
                    guard let value, let floor, floor > 0 else { return nil }
                    return value / floor
                }
        )
    }
}
