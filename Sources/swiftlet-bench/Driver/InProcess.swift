import Glibc
import SwiftletIO
import Synchronization

/// Times functions in this process, in batches that take turns.
struct InProcess {
    /// What is timed: it returns some number that depends on its work, so that the work is done.
    struct Subject {
        let name: String
        /// Makes so many calls, and adds up what they return.
        fileprivate let run: @Sendable (_ count: Int) async throws -> Int

        /// Something that does not wait, called without a suspension in between, which would be a part of what is timed.
        init(name: String, _ body: @escaping @Sendable () throws -> Int) {
            self.name = name
            run = { count in
                var sum = 0
                for _ in 0..<count { sum &+= try body() }
                return sum
            }
        }

        /// Something that waits.
        init(name: String, _ body: @escaping @Sendable () async throws -> Int) {
            self.name = name
            run = { count in
                var sum = 0
                for _ in 0..<count { sum &+= try await body() }
                return sum
            }
        }
    }

    /// What was measured of one subject.
    struct Result {
        let name: String
        /// The time of one call, in nanoseconds.
        let times: Samples
        /// The processor time of this process for one call, in nanoseconds: what a call costs that waits for others.
        let processorTimes: Samples
        fileprivate let batches: [Batch]

        fileprivate init(_ name: String, _ batches: [Batch]) {
            self.name = name
            self.batches = batches
            times = Samples(batches.map(\.time))
            processorTimes = Samples(batches.map(\.processorTime))
        }

        /// The time by that of a peer, batch by batch: what slows the machine down for a while slows down both.
        func ratios(to peer: Result) -> Samples {
            Samples(zip(batches, peer.batches).map { $0.time / $1.time })
        }

        /// The processor time by that of a peer, batch by batch.
        func processorRatios(to peer: Result) -> Samples {
            Samples(zip(batches, peer.batches).map { $0.processorTime / $1.processorTime })
        }
    }

    /// What a batch took, for each call, in nanoseconds.
    fileprivate struct Batch {
        var time: Double
        var processorTime: Double
    }

    /// How long a batch is meant to take, in nanoseconds.
    let batchTime: Double
    let batches: Int

    private let clock: @Sendable () -> Double
    private let loop: EventLoop

    /// What is counted: the processor time of the loop's thread, or for what waits for others the time that passes.
    ///
    /// The latter is noisy, so its batches are many and short: two that are compared lie close together.
    enum Clock {
        case processor
        case wall
    }

    /// Prepares measurements on a loop of their own, or on the one that their subjects are bound to.
    ///
    /// So many batches are made, or what suits the clock.
    init(_ options: Options, clock: Clock = .processor, batches: Int? = nil, loop: EventLoop? = nil) throws {
        self.loop = try loop ?? EventLoop()
        self.clock =
            switch clock {
            case .processor: { SystemClock.threadTime }
            case .wall: { SystemClock.now }
            }
        switch (clock, options.isQuick) {
        case (_, true): (batchTime, self.batches) = (200_000, 3)
        case (.processor, false): (batchTime, self.batches) = (2_000_000, batches ?? 75)
        case (.wall, false): (batchTime, self.batches) = (2_000_000, batches ?? 301)
        }
    }

    /// Times the subjects on an event loop, where handlers run too.
    func run(_ subjects: [Subject]) throws -> [Result] {
        let (batchTime, batches, clock) = (batchTime, batches, clock)
        let measured = try loop.run {
            var sizes: [Int] = []
            for subject in subjects {
                // Warm up, and find how many calls make a batch.
                var count = 1
                while try await Self.time(subject, count, clock).time * Double(count) < batchTime, count < 1 << 24 {
                    count *= 2
                }
                sizes.append(count)
            }
            var measured = subjects.map { _ in [Batch]() }
            for batch in 0..<batches {
                for turn in subjects.indices {
                    let index = (turn + batch) % subjects.count
                    measured[index].append(try await Self.time(subjects[index], sizes[index], clock))
                }
            }
            return measured
        }
        return zip(subjects, measured).map { Result($0.name, $1) }
    }

    private static func time(
        _ subject: Subject,
        _ count: Int,
        _ clock: @Sendable () -> Double
    ) async throws -> Batch {
        let (start, processorStart) = (clock(), SystemClock.processTime)
        let sum = try await subject.run(count)
        let (end, processorEnd) = (clock(), SystemClock.processTime)
        sink.store(sum, ordering: .relaxed)
        return Batch(
            time: (end - start) / Double(count),
            processorTime: (processorEnd - processorStart) / Double(count)
        )
    }

    /// Where results go, so that they count as used.
    private static let sink = Atomic(0)
}
