internal import Glibc
internal import SwiftletIO
internal import Synchronization

/// Times functions in this process, in batches that take turns.
struct InProcess {
    /// What is timed: it returns some number that depends on its work, so that the work is done.
    struct Subject {
        let name: String
        let run: @Sendable () async throws -> Int
    }

    /// What was measured of one subject.
    struct Result {
        let name: String
        /// The time of one call, in nanoseconds, by batch.
        let times: Samples
    }

    /// How long a batch is meant to take, in nanoseconds.
    let batchTime: Double
    let batches: Int

    private let clock: @Sendable () -> Double
    private let loop: EventLoop

    /// What is counted: the processor time of the loop's thread, or for what waits for others the time that passes.
    enum Clock {
        case processor
        case wall
    }

    /// Prepares measurements on a loop of their own, or on the one that their subjects are bound to.
    init(_ options: Options, clock: Clock = .processor, loop: EventLoop? = nil) throws {
        self.loop = try loop ?? EventLoop()
        self.clock =
            switch clock {
            case .processor: { SystemClock.threadTime }
            case .wall: { SystemClock.now }
            }
        batchTime = options.isQuick ? 200_000 : 5_000_000
        batches = options.isQuick ? 3 : 31
    }

    /// Times the subjects on an event loop, where handlers run too.
    func run(_ subjects: [Subject]) throws -> [Result] {
        let (batchTime, batches, clock) = (batchTime, batches, clock)
        let times = try loop.run {
            var sizes: [Int] = []
            for subject in subjects {
                // Warm up, and find how many calls make a batch.
                var count = 1
                while try await Self.time(subject, count, clock) < batchTime, count < 1 << 24 { count *= 2 }
                sizes.append(count)
            }
            var times = subjects.map { _ in [Double]() }
            for batch in 0..<batches {
                for turn in subjects.indices {
                    let index = (turn + batch) % subjects.count
                    times[index]
                        .append(try await Self.time(subjects[index], sizes[index], clock) / Double(sizes[index]))
                }
            }
            return times
        }
        return zip(subjects, times).map { Result(name: $0.name, times: Samples($1)) }
    }

    private static func time(
        _ subject: Subject,
        _ count: Int,
        _ clock: @Sendable () -> Double
    ) async throws -> Double {
        let start = clock()
        var sum = 0
        for _ in 0..<count { sum &+= try await subject.run() }
        let time = clock() - start
        sink.store(sum, ordering: .relaxed)
        return time
    }

    /// Where results go, so that they count as used.
    private static let sink = Atomic(0)
}
