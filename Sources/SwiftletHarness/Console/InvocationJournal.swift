import Foundation
import SwiftletGateway
import Synchronization

/// The latest invocations of a function host, and subscriptions to changes.
final class InvocationJournal: Sendable {
    /// A change that subscribers receive.
    enum Change: Sendable {
        /// An invocation has started or finished.
        case entry(JournalEntry)
        /// All entries were removed.
        case cleared
    }

    private struct State {
        var store: JournalStore
        var subscribers: [Int: AsyncStream<Change>.Continuation] = [:]
        var lastSubscriber = 0
        var isClosed = false

        func publish(_ change: Change) {
            for subscriber in subscribers.values {
                subscriber.yield(change)
            }
        }
    }

    /// The number of changes that a slow subscriber may be behind; older ones are dropped.
    private static let bufferedChanges = 256

    private let state: Mutex<State>

    init(_ store: JournalStore = JournalStore()) {
        state = Mutex(State(store: store))
    }

    /// The entries, oldest first.
    var entries: [JournalEntry] { state.withLock { $0.store.entries } }

    subscript(id: String) -> JournalEntry? { state.withLock { $0.store[id] } }

    /// Adds an invocation that has started.
    func start(_ call: FunctionCall) {
        state.withLock { $0.publish(.entry($0.store.add(call))) }
    }

    /// Adds a log record to a running invocation.
    func log(_ record: JournalEntry.LogRecord, of id: String) {
        _ = state.withLock { $0.store.update(id) { $0.add(record) } }
    }

    /// Completes an invocation.
    func finish(_ id: String, _ outcome: JournalEntry.Outcome, after duration: Duration, output: [UInt8]?) {
        state.withLock { state in
            guard let entry = state.store.update(id, { $0.finish(outcome, after: duration, output: output) }) else {
                return
            }
            state.publish(.entry(entry))
        }
    }

    /// Removes all entries.
    func removeAll() {
        state.withLock { state in
            state.store.removeAll()
            state.publish(.cleared)
        }
    }

    /// The changes from now on, until the subscriber is cancelled or the journal is closed.
    func changes() -> AsyncStream<Change> {
        let (changes, subscriber) = AsyncStream.makeStream(
            of: Change.self,
            bufferingPolicy: .bufferingNewest(Self.bufferedChanges)
        )
        let number = state.withLock { state -> Int? in
            guard !state.isClosed else { return nil }
            state.lastSubscriber += 1
            state.subscribers[state.lastSubscriber] = subscriber
            return state.lastSubscriber
        }
        guard let number else {
            subscriber.finish()
            return changes
        }
        subscriber.onTermination = { [weak self] _ in
            _ = self?.state.withLock { $0.subscribers.removeValue(forKey: number) }
        }
        return changes
    }

    /// Ends all subscriptions, so that a server that waits for its responses can stop.
    func close() {
        let subscribers = state.withLock { state in
            defer { state.subscribers = [:] }
            state.isClosed = true
            return Array(state.subscribers.values)
        }
        for subscriber in subscribers {
            subscriber.finish()
        }
    }
}
