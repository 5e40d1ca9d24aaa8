import Foundation
import Swiftlet
import SwiftletGateway
import Synchronization

/// The latest invocations of a function host, and subscriptions to changes.
///
/// With a file, it includes those of earlier processes of the app.
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
        /// The processes of the running invocations of other processes.
        var processes: [String: pid_t] = [:]

        func publish(_ change: Change) {
            for subscriber in subscribers.values {
                subscriber.yield(change)
            }
        }
    }

    /// The number of changes that a slow subscriber may be behind; older ones are dropped.
    private static let bufferedChanges = 256

    private let state: Mutex<State>
    private let file: ConsoleFile?

    /// - Parameters:
    ///   - store: The limits.
    ///   - file: The file that the journal shares with other processes of the app.
    init(_ store: JournalStore = JournalStore(), file: ConsoleFile? = nil) {
        state = Mutex(State(store: store))
        self.file = file
    }

    /// The entries, oldest first.
    var entries: [JournalEntry] {
        state.withLock { state in
            merge(into: &state)
            return state.store.entries
        }
    }

    subscript(id: String) -> JournalEntry? {
        state.withLock { state in
            merge(into: &state)
            return state.store[id]
        }
    }

    /// Adds what other processes of the app have written to the file.
    ///
    /// They may still be handling requests. The invocations of a process that has ended can no longer be completed.
    private func merge(into state: inout State) {
        guard let file else { return }
        for record in file.changes() {
            let id = record.entry.id
            // The file may have an earlier state of an invocation of this process.
            guard state.store[id] == nil || state.processes[id] != nil else { continue }
            state.store.merge(record.entry)
            state.processes[id] = record.entry.outcome == nil ? record.process : nil
        }
        for (id, process) in state.processes where kill(process, 0) != 0 && errno == ESRCH {
            state.processes[id] = nil
            _ = state.store.update(id) { $0.finish(.failure(Self.interruption), after: nil, output: nil) }
        }
    }

    private static let interruption = FunctionFailure(
        errorType: "Runtime.ExitError",
        errorMessage: "The process of the app ended before the invocation was complete."
    )

    /// Adds an invocation that has started.
    func start(_ call: FunctionCall) {
        state.withLock { state in
            // The numbers continue those of earlier processes.
            merge(into: &state)
            let entry = state.store.add(call)
            file?.append(entry, of: state.store.entries)
            state.publish(.entry(entry))
        }
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
            file?.append(entry, of: state.store.entries)
            state.publish(.entry(entry))
        }
    }

    /// Removes all entries.
    func removeAll() {
        state.withLock { state in
            state.store.removeAll()
            state.processes = [:]
            file?.replace(with: [])
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
