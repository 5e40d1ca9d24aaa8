import Swiftlet
import SwiftletFixtures
import SwiftletJSON

/// The typed endpoint with each event shape, relative to the C floor with the same event.
enum ShapeSection {
    static func run(_ options: Options) throws -> [Table] {
        let programs = try Programs(options)
        let rounds =
            options.isQuick
            ? Rounds(rounds: 3, invocationsPerRound: 50)
            : Rounds(rounds: 20, invocationsPerRound: 300)
        let request = try HTTPEventShape.httpAPI.request(from: JSONDocument(parsing: SampleEvent.bytes).root)
        var table = Table(
            "One invocation of the typed endpoint, by event shape (\(rounds.rounds) rounds of "
                + "\(rounds.invocationsPerRound), interleaved)",
            ["", "C floor", "median", "p10 - p90", "x floor", "goal", "processor, x floor"]
        )
        for shape in HTTPEventShape.all {
            var floor = try programs.floor
            var ours = programs.own(.typed, name: "\(shape)")
            floor.event = shape.event(for: request)
            ours.event = floor.event
            ours.status = 200
            let results = try rounds.run([floor, ours])
            let ratio = results[1].ratios.median
            table.add(
                "\(shape), \(floor.event.count) bytes",
                Format.nanoseconds(results[0].times.median),
                Format.nanoseconds(results[1].times.median),
                Format.nanoseconds(results[1].times.spread),
                Format.ratio(ratio),
                ratio.map { Goal.atMost(1.2).verdict(on: $0) } ?? "-",
                Format.ratio(results[1].processorRatios.median)
            )
        }
        return [table]
    }
}
