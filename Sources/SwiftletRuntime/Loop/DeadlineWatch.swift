import SwiftletIO
import Synchronization

/// Something that is told when its time is over.
protocol DeadlineTarget: AnyObject, Sendable {
    /// Called once, on the loop's thread.
    func deadlineCame()

    /// Cancels it before its time is over.
    func cancel()
}

/// The deadlines of the invocations under way, behind one timer.
///
/// The timer is set for the nearest deadline and left there when that invocation ends early: an invocation costs an
/// entry in a table, and the timer fires at most once in the length of a time limit.
final class DeadlineWatch: Sendable {
    private struct Entry {
        let id: UInt64
        let deadline: ContinuousClock.Instant
        let target: any DeadlineTarget
    }

    private struct State {
        /// In the order of their beginning, as few as there are invocations at once.
        var entries: [Entry] = []
        var lastID: UInt64 = 0
        /// When the sleeper wakes up.
        ///
        /// `nil` when there is none.
        var wakeUp: ContinuousClock.Instant?
        var sleeper: Task<Void, Never>?
        /// Tells a sleeper that has been replaced from its successor.
        var generation = 0
    }

    private let loop: EventLoop
    private let state = Mutex(State())

    init(_ loop: EventLoop) {
        self.loop = loop
    }

    /// Has `target` told at `deadline`, unless ``end(_:)`` is called with the number returned here.
    func begin(_ target: any DeadlineTarget, until deadline: ContinuousClock.Instant) -> UInt64 {
        state.withLock { state in
            state.lastID += 1
            state.entries.append(Entry(id: state.lastID, deadline: deadline, target: target))
            if state.wakeUp.map({ deadline < $0 }) ?? true { sleep(until: deadline, &state) }
            return state.lastID
        }
    }

    func end(_ id: UInt64) {
        state.withLock { state in
            guard let index = state.entries.firstIndex(where: { $0.id == id }) else { return }
            state.entries.remove(at: index)
        }
    }

    /// Cancels all invocations under way whose deadline is known.
    func cancelAll() {
        let targets = state.withLock { $0.entries.map(\.target) }
        for target in targets { target.cancel() }
    }

    /// Ends the timer.
    func close() {
        state.withLock { state in
            state.sleeper?.cancel()
            state.sleeper = nil
            state.wakeUp = nil
            state.entries = []
            state.generation += 1
        }
    }

    private func sleep(until deadline: ContinuousClock.Instant, _ state: inout State) {
        state.sleeper?.cancel()
        state.wakeUp = deadline
        state.generation += 1
        let generation = state.generation
        state.sleeper = Task(executorPreference: loop) { [self] in
            try? await loop.sleep(until: deadline)
            for target in wake(generation) { target.deadlineCame() }
        }
    }

    /// Takes out what is due, and sleeps on for what is left.
    private func wake(_ generation: Int) -> [any DeadlineTarget] {
        state.withLock { state in
            guard generation == state.generation else { return [] }
            state.sleeper = nil
            state.wakeUp = nil
            let now = ContinuousClock.now
            let due = state.entries.filter { $0.deadline <= now }
            state.entries.removeAll { $0.deadline <= now }
            if let nearest = state.entries.lazy.map(\.deadline).min() { sleep(until: nearest, &state) }
            return due.map(\.target)
        }
    }
}

/// The task that makes an answer, which ends shortly before the platform would end it.
final class DeadlinedTask<Output: Sendable>: DeadlineTarget {
    let task: Task<Output, any Error>
    private let overdue = Atomic(false)
    private let onDeadline: @Sendable () -> Void

    init(_ task: Task<Output, any Error>, onDeadline: @escaping @Sendable () -> Void) {
        self.task = task
        self.onDeadline = onDeadline
    }

    /// Whether the task was cancelled because its time was over.
    var isOverdue: Bool { overdue.load(ordering: .relaxed) }

    func deadlineCame() {
        overdue.store(true, ordering: .relaxed)
        onDeadline()
        task.cancel()
    }

    func cancel() {
        task.cancel()
    }
}
