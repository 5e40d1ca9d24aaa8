import Foundation
import Swiftlet
import SwiftletGateway
import SwiftletRuntime
import SwiftletServer
import Synchronization

/// The runtime API of one function process, independent of HTTP: its state, its queued events, and its waiters.
package final class RuntimeAPI: Sendable {
    typealias State = RuntimeAPIState

    /// The limits of invocations.
    package struct Limits: Sendable {
        /// The maximum number of concurrent invocations.
        var concurrency: Int
        /// The maximum size of a buffered response.
        var maximumBytes: Int
        /// The maximum size of a streamed response.
        var maximumStreamedBytes: Int
        /// The invocation timeout.
        var timeout: Duration
        /// The maximum time an event waits for a poll; by default the invocation timeout.
        var patience: Duration?

        /// Creates limits.
        ///
        /// - Parameters:
        ///   - concurrency: The maximum number of concurrent invocations.
        ///   - maximumBytes: The maximum size of a buffered response.
        ///   - maximumStreamedBytes: The maximum size of a streamed response.
        ///   - timeout: The invocation timeout.
        ///   - patience: The maximum time an event waits for a poll; by default the invocation timeout.
        package init(
            concurrency: Int = 1,
            maximumBytes: Int = RuntimeLimit.payloadBytes,
            maximumStreamedBytes: Int = RuntimeLimit.streamedBytes,
            timeout: Duration,
            patience: Duration? = nil
        ) {
            self.concurrency = concurrency
            self.maximumBytes = maximumBytes
            self.maximumStreamedBytes = maximumStreamedBytes
            self.timeout = timeout
            self.patience = patience
        }
    }

    /// The result of a poll.
    enum PollResult: Sendable {
        /// An event, with a ``RuntimeHeader/invocationID`` that is unique to this delivery.
        case event(EmulatedInvocation, nonce: String, deadline: Date)
        case rejected(status: Int, errorType: String)
        /// The process has exited or has closed the connection.
        case gone
    }

    /// The result that a process sends for an invocation.
    struct ReportedResult: Sendable {
        var bytes: [UInt8] = []
        var contentType: String?
        /// An error, sent instead of a response or in the trailers of a streamed one.
        var error: FunctionFailure?
        /// The error as sent by the process.
        var errorPayload: [UInt8]?
        /// The value of ``RuntimeHeader/errorType``, see ``RuntimeFailure/reportedType(_:)``.
        var reportedType: String?
    }

    /// How a streamed response is handled.
    enum StreamStart: Sendable {
        /// The caller does not accept a stream: the response is buffered.
        case collect
        /// The chunks are forwarded.
        case forward(ChunkChannel)
        case rejected(State.ResponseStatus)
    }

    /// An invocation that has not finished.
    struct Pending: Sendable {
        let invocation: EmulatedInvocation
        let acceptsStream: Bool
        let observer: any InvocationObserver
        /// Waits for the response, or for the start of a streamed one.
        var caller: CheckedContinuation<FunctionOutcome?, Never>?
        var parts: ChunkChannel?
        var result: ReportedResult?
        /// The nonce of the latest delivery.
        var nonce: String?
        var deliveredAt: ContinuousClock.Instant?
        var clock: Task<Void, any Error>?
    }

    /// A poll of a process for an event.
    enum Poll {
        case announced
        case waiting(CheckedContinuation<PollResult, Never>)
        case closed
    }

    struct Guarded {
        var state: State
        var pending: [String: Pending] = [:]
        var polls: [Int: Poll] = [:]
        var lastPoll = 0
        var initError: ReportedResult?
        var exitDescription: String
        var isOver = false
        /// Whether no more events will be delivered.
        var isClosed = false
        var startedAt: ContinuousClock.Instant
        /// The duration of the init phase, until it is reported.
        var initDuration: Duration?
        var hasAsked = false
        /// The extensions' latest polls, by extension identifier.
        var extensionPolls: [String: ExtensionPoll] = [:]
        /// The extensions' latest events, by extension identifier.
        var extensionEvents: [String: ExtensionEvent] = [:]
    }

    let guarded: Mutex<Guarded>
    let limits: Limits
    /// Kills the process; `nil` if it is started separately.
    private let kill: (@Sendable () -> Void)?

    /// Whether the process is started separately.
    var isExternal: Bool { kill == nil }

    /// Creates the API of a process that has not polled.
    ///
    /// - Parameters:
    ///   - limits: The limits of invocations.
    ///   - kill: Kills the process; `nil` if it is started separately.
    package init(_ limits: Limits, kill: (@Sendable () -> Void)?) {
        let state = State(
            concurrency: limits.concurrency,
            maximumBytes: limits.maximumBytes,
            isExternal: kill == nil
        )
        let exit = kill == nil ? "error: unknown" : "error: signal: killed"
        self.guarded = Mutex(Guarded(state: state, exitDescription: exit, startedAt: ContinuousClock.now))
        self.limits = limits
        self.kill = kill
    }

    /// Whether the process has exited or is being killed, so that it accepts no more events.
    var isOver: Bool { guarded.withLock { $0.isOver } }

    /// The number of queued and running invocations.
    var pendingCount: Int { guarded.withLock { $0.pending.count } }

    /// The number of waiting polls.
    var waitingPolls: Int {
        guarded.withLock { guarded in
            guarded.polls.values.count { if case .waiting = $0 { true } else { false } }
        }
    }

    // MARK: - Operations of the host

    /// Invokes the function and returns when it has responded, failed, timed out, or started to stream.
    ///
    /// - Parameters:
    ///   - invocation: The event and its attributes.
    ///   - acceptsStream: Whether the caller accepts a streamed response.
    ///   - observer: Notified when the event is delivered, and once when the invocation is finished.
    /// - Returns: The outcome; `nil` if a ready process exited before the event was delivered. In that case the observer is not
    ///   notified, and the event can be sent to another process.
    func invoke(
        _ invocation: EmulatedInvocation,
        acceptsStream: Bool = false,
        observer: any InvocationObserver
    ) async -> FunctionOutcome? {
        await withCheckedContinuation { caller in
            var isAccepted = true
            perform { guarded in
                isAccepted = !guarded.isOver || !guarded.hasAsked
                guard isAccepted else { return [] }
                var pending = Pending(invocation: invocation, acceptsStream: acceptsStream, observer: observer)
                pending.caller = caller
                pending.clock = clock(invocation.id, limits.patience ?? limits.timeout)
                guarded.pending[invocation.id] = pending
                // A retry has the id of the previous attempt.
                guarded.extensionEvents = guarded.extensionEvents.filter { $0.value.invocation.id != invocation.id }
                let actions = guarded.state.handle(.invoke(id: invocation.id))
                // If the process exits during init, the invocation fails: a new process would likely fail as well.
                return guarded.isOver ? actions + guarded.state.handle(.exit) : actions
            }
            if !isAccepted { caller.resume(returning: nil) }
        }
    }

    /// Notes that the process has exited.
    ///
    /// - Parameter description: The exit status, such as `exit status 1`.
    func processEnded(_ description: String) {
        perform { guarded in
            guarded.exitDescription = description
            guarded.isOver = true
            return guarded.state.handle(.exit)
        }
        endExtensionPolls()
    }

    /// Ends an invocation after a timeout.
    func clock(_ id: String, _ limit: Duration) -> Task<Void, any Error> {
        Task { [weak self] in
            try await Task.sleep(for: limit)
            self?.perform { $0.state.handle(.timeout(id: id)) }
        }
    }

    // MARK: - State changes

    /// Applies an input to the state and performs the resulting actions.
    ///
    /// - Returns: The reply to the process, if there is one yet.
    func handle(_ input: State.Input, _ prepare: (inout Guarded) -> Void = { _ in }) -> State.ResponseStatus? {
        var reply: State.ResponseStatus?
        perform { guarded in
            prepare(&guarded)
            let actions = guarded.state.handle(input)
            for case .reply(let given) in actions { reply = given }
            return actions
        }
        return reply
    }

    /// Performs the actions of the state.
    ///
    /// Waiters and observers are called outside of the lock. A process is killed before observers are notified, since they read
    /// its log up to the end of the invocation.
    func perform(_ body: (inout Guarded) -> [State.Action]) {
        var effects: [@Sendable () -> Void] = []
        var isKilled = false
        let deadline = Date().addingTimeInterval(limits.timeout.milliseconds / 1000)
        guarded.withLock { guarded in
            for action in body(&guarded) {
                switch action {
                case .deliver(let id, let poll):
                    effects.append(contentsOf: deliver(id, to: poll, deadline: deadline, in: &guarded))
                case .notify(let extensionID, let id):
                    guard let event = extensionEvent(of: id, for: extensionID, deadline, &guarded),
                        let poll = guarded.extensionPolls[extensionID]
                    else { continue }
                    effects.append { poll.events.yield(event) }
                case .dismiss(let poll):
                    guard case .waiting(let waiting) = guarded.polls.removeValue(forKey: poll) else { continue }
                    effects.append { waiting.resume(returning: .gone) }
                case .finish(let id, let ending):
                    effects.append(contentsOf: finish(id, as: ending, in: &guarded))
                case .kill:
                    guard kill != nil else { continue }
                    guarded.isOver = true
                    isKilled = true
                case .reply: break
                }
            }
        }
        if isKilled { kill?() }
        for effect in effects {
            effect()
        }
    }

    private func deliver(
        _ id: String,
        to poll: Int,
        deadline: Date,
        in guarded: inout Guarded
    ) -> [@Sendable () -> Void] {
        guard var pending = guarded.pending[id],
            case .waiting(let waiting) = guarded.polls.removeValue(forKey: poll)
        else { return [] }
        pending.clock?.cancel()
        pending.clock = clock(id, limits.timeout)
        pending.deliveredAt = ContinuousClock.now
        let nonce = UUID().uuidString.lowercased()
        pending.nonce = nonce
        guarded.pending[id] = pending
        return [
            { [pending] in
                pending.observer.delivered()
                waiting.resume(returning: .event(pending.invocation, nonce: nonce, deadline: deadline))
            }
        ]
    }

    private func finish(_ id: String, as ending: State.Ending, in guarded: inout Guarded) -> [@Sendable () -> Void] {
        guard let pending = guarded.pending.removeValue(forKey: id) else { return [] }
        // An extension that still processes the event has the same deadline as the function.
        if !guarded.state.isOccupied(by: id) { pending.clock?.cancel() }
        if ending == .exited, pending.deliveredAt == nil, guarded.hasAsked {
            return [{ pending.caller?.resume(returning: nil) }]
        }
        let outcome = outcome(of: pending, ending, guarded)
        let now = ContinuousClock.now
        var end = InvocationEnd(ending: ending, wasDelivered: pending.deliveredAt != nil)
        end.duration = pending.deliveredAt.map { $0.duration(to: now) } ?? .zero
        end.initDuration = guarded.initDuration ?? (guarded.hasAsked ? nil : guarded.startedAt.duration(to: now))
        guarded.initDuration = nil
        if case .failure(let failure, _) = outcome {
            end.failure = failure
            if ending == .initFailed { end.reportedType = guarded.initError?.reportedType }
        }
        return [
            { [pending, end] in
                // First, so that the log is complete when the caller receives the response.
                pending.observer.ended(end)
                pending.caller?.resume(returning: outcome)
                pending.parts?.finish(end.failure.map { .failure($0) } ?? .success(()))
            }
        ]
    }

    private func outcome(of pending: Pending, _ ending: State.Ending, _ guarded: Guarded) -> FunctionOutcome {
        let id = pending.invocation.id
        switch ending {
        case .succeeded:
            guard let result = pending.result else { return .response([]) }
            return .response(result.bytes)
        case .failed:
            return .failure(pending.result?.error ?? RuntimeFailure.unknown, payload: pending.result?.errorPayload)
        case .tooLarge:
            return .failure(.responseTooLarge(pending.parts == nil ? limits.maximumBytes : limits.maximumStreamedBytes))
        case .truncated: return .failure(RuntimeFailure.truncated)
        case .invalidMode: return .failure(RuntimeFailure.invalidMode)
        case .timedOut:
            let limit = pending.deliveredAt == nil ? limits.patience ?? limits.timeout : limits.timeout
            return .failure(RuntimeFailure.timedOut(id, after: limit))
        case .initFailed, .exited:
            let exit = RuntimeFailure.exited(id, how: guarded.exitDescription)
            return .failure(guarded.initError?.error ?? exit, payload: guarded.initError?.errorPayload)
        }
    }
}
