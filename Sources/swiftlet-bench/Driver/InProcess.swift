import Glibc
import SwiftletIO
import Synchronization

/// Times functions in this process, in interleaved batches.
struct InProcess {
    /// A timed function, whose result depends on its work so that it is not optimized away.
    struct Subject {
        let name: String
        /// Makes `count` calls and returns the sum of their results.
        fileprivate let run: @Sendable (_ count: Int) async throws -> Int

        /// Creates a synchronous subject, called without suspensions, which would be part of the time.
        init(name: String, _ body: @escaping @Sendable () throws -> Int) {
            self.name = name
            run = { count in
                var sum = 0
                for _ in 0..<count { sum &+= try body() }
                return sum
            }
        }

        /// Creates an asynchronous subject.
        init(name: String, _ body: @escaping @Sendable () async throws -> Int) {
            self.name = name
            run = { count in
                var sum = 0
                for _ in 0..<count { sum &+= try await body() }
                return sum
            }
        }
    }

    /// The measurements of one subject.
    struct Result {
        let name: String
        /// The time of one call, in nanoseconds.
        let times: Samples
        /// The processor time of this process for one call, in nanoseconds, for calls that wait.
        let processorTimes: Samples
        fileprivate let batches: [Batch]

        fileprivate init(_ name: String, _ batches: [Batch]) {
            self.name = name
            self.batches = batches
            times = Samples(batches.map(\.time))
            processorTimes = Samples(batches.map(\.processorTime))
        }

        /// The ratios of the time to that of a baseline, by batch: temporary slowdowns affect both.
        func ratios(to baseline: Result) -> Samples {
            Samples(zip(batches, baseline.batches).map { $0.time / $1.time })
        }

        /// The ratios of the processor time to that of a baseline, by batch.
        func processorRatios(to baseline: Result) -> Samples {
            Samples(zip(batches, baseline.batches).map { $0.processorTime / $1.processorTime })
        }
    }

    /// The times per call of a batch, in nanoseconds.
    fileprivate struct Batch {
        var time: Double
        var processorTime: Double
    }

    /// The intended duration of a batch, in nanoseconds.
    let batchTime: Double
    let batches: Int

    private let clock: @Sendable () -> Double
    private let loop: EventLoop

    /// The measured clock: the processor time of the loop's thread, or for subjects that wait the wall-clock time.
    ///
    /// The latter is noisy, so its batches are many and short.
    enum Clock {
        case processor
        case wall
    }

    /// Creates measurements on a new loop, or on that of their subjects; the default number of batches depends on the clock.
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

    /// Times the subjects on an event loop, like handlers.
    func run(_ subjects: [Subject]) throws -> [Result] {
        let (batchTime, batches, clock) = (batchTime, batches, clock)
        let measured = try loop.run {
            var sizes: [Int] = []
            for subject in subjects {
                // Warm up, and determine the batch size.
                var count = 1
                while try await Self.time(subject, count: count, clock: clock).time * Double(count) < batchTime,
                    count < 1 << 24
                {
                    count *= 2
                }
                sizes.append(count)
            }
            var measured = subjects.map { _ in [Batch]() }
            for batch in 0..<batches {
                for turn in subjects.indices {
                    let index = (turn + batch) % subjects.count
                    measured[index].append(try await Self.time(subjects[index], count: sizes[index], clock: clock))
                }
            }
            return measured
        }
        return zip(subjects, measured).map { Result($0.name, $1) }
    }

    private static func time(
        _ subject: Subject,
        count: Int,
        clock: @Sendable () -> Double
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

    /// A sink for results, so that they are not optimized away.
    private static let sink = Atomic(0)
}
