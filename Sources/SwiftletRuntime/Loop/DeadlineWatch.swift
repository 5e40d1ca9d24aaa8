package import SwiftletIO
import Synchronization

/// The deadlines of the invocations in flight, with one timer for all of them.
///
/// The timer is set to the earliest deadline and not reset when that invocation ends early: an invocation costs one
/// table entry, and the timer fires at most once per function timeout.
package final class DeadlineWatch: Sendable {
    private struct Entry {
        let id: UInt64
        let deadline: ContinuousClock.Instant
        let target: any DeadlineTarget
    }

    private struct State {
        /// In order of registration; at most one per concurrent invocation.
        var entries: [Entry] = []
        var lastID: UInt64 = 0
        /// The time for which the timer task is set.
        ///
        /// `nil` when there is no timer task.
        var wakeUp: ContinuousClock.Instant?
        var timerTask: Task<Void, Never>?
        /// Distinguishes the current timer task from those it replaced.
        var generation = 0
    }

    private let loop: EventLoop
    private let state = Mutex(State())

    /// Creates a watch whose timer runs on a loop.
    package init(_ loop: EventLoop) {
        self.loop = loop
    }

    /// Notifies `target` at `deadline`, unless ``end(_:)`` is called with the returned id first.
    package func begin(_ target: any DeadlineTarget, until deadline: ContinuousClock.Instant) -> UInt64 {
        state.withLock { state in
            state.lastID += 1
            state.entries.append(Entry(id: state.lastID, deadline: deadline, target: target))
            if state.wakeUp.map({ deadline < $0 }) ?? true { sleep(until: deadline, &state) }
            return state.lastID
        }
    }

    /// Removes a deadline; ids of expired ones are ignored.
    package func end(_ id: UInt64) {
        state.withLock { state in
            guard let index = state.entries.firstIndex(where: { $0.id == id }) else { return }
            state.entries.remove(at: index)
        }
    }

    /// Cancels all invocations in flight that have a deadline.
    package func cancelAll() {
        let targets = state.withLock { $0.entries.map(\.target) }
        for target in targets { target.cancel() }
    }

    /// Cancels the timer and removes all deadlines.
    package func close() {
        state.withLock { state in
            state.timerTask?.cancel()
            state.timerTask = nil
            state.wakeUp = nil
            state.entries = []
            state.generation += 1
        }
    }

    private func sleep(until deadline: ContinuousClock.Instant, _ state: inout State) {
        state.timerTask?.cancel()
        state.wakeUp = deadline
        state.generation += 1
        let generation = state.generation
        state.timerTask = Task(executorPreference: loop) { [self] in
            try? await loop.sleep(until: deadline)
            for target in wake(generation) { target.deadlineExceeded() }
        }
    }

    /// Removes and returns the expired targets, and sets the timer to the next deadline.
    private func wake(_ generation: Int) -> [any DeadlineTarget] {
        state.withLock { state in
            guard generation == state.generation else { return [] }
            state.timerTask = nil
            state.wakeUp = nil
            let now = ContinuousClock.now
            let due = state.entries.filter { $0.deadline <= now }
            state.entries.removeAll { $0.deadline <= now }
            if let nearest = state.entries.lazy.map(\.deadline).min() { sleep(until: nearest, &state) }
            return due.map(\.target)
        }
    }
}
