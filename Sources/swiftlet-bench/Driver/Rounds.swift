/// Invocations in rounds, in each of which every contestant takes its turn: a machine that is slow for a while is slow for
/// all of them.
struct Rounds {
    /// What was measured of one contestant.
    struct Result {
        let name: String
        /// The time of each invocation, in nanoseconds.
        let times: Samples
        /// Processor time for one invocation, in nanoseconds, by round.
        let processorTimes: Samples
        /// Its median by that of the first contestant, by round.
        let ratios: Samples
        /// The same of the processor time.
        let processorRatios: Samples
    }

    let rounds: Int
    let invocationsPerRound: Int

    /// Runs the rounds.
    ///
    /// The first contestant is the one that the others are compared with.
    func run(_ contestants: [Contestant]) throws -> [Result] {
        var running: [RunningContestant] = []
        for contestant in contestants { running.append(try contestant.launch()) }
        var times = contestants.map { _ in [[Double]]() }
        var processorTimes = contestants.map { _ in [Double]() }
        for index in running.indices {
            if let status = contestants[index].status { _ = try running[index].ask(expecting: status) }
        }
        // The first turns warm caches and connections, and do not count.
        for index in running.indices { _ = try running[index].invoke(min(200, invocationsPerRound)) }
        for round in 0..<rounds {
            for turn in running.indices {
                // Nobody always comes after the same one.
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
