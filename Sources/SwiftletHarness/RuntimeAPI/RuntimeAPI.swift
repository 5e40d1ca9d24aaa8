internal import Foundation
internal import Swiftlet
internal import SwiftletRuntime
internal import SwiftletTesting
internal import Synchronization

/// The runtime API of one function, without the HTTP: it keeps the state, the events, and those who wait.
final class RuntimeAPI: Sendable {
    typealias State = RuntimeAPIState

    /// What holds for all invocations.
    struct Limits: Sendable {
        /// How many invocations may run at once.
        var concurrency = 1
        /// The largest answer that is taken whole.
        var maximumBytes = RuntimeLimit.payloadBytes
        /// The largest answer that is taken in parts.
        var maximumStreamedBytes = RuntimeLimit.streamedBytes
        /// How long the function may take for an event.
        var timeout: Duration
        /// How long an event waits for a process that asks for it; by default as long as the function may take.
        var patience: Duration?
    }

    /// What a process that asked for an event gets.
    enum Delivery: Sendable {
        /// An event, with a value for ``RuntimeHeader/invocationID`` that is unique to this delivery.
        case event(EmulatedInvocation, nonce: String, deadline: Date)
        case refused(status: Int, errorType: String)
        /// The process has ended meanwhile, or does not listen any more.
        case gone
    }

    /// What a process has sent for an invocation.
    struct Answer: Sendable {
        var bytes: [UInt8] = []
        var contentType: String?
        /// The error that the process sent instead, or in the trailers of a stream.
        var error: FunctionFailure?
        /// The same as the process wrote it.
        var errorPayload: [UInt8]?
        /// What the process says in ``RuntimeHeader/errorType``, see ``RuntimeFailure/reportedType(_:)``.
        var reportedType: String?
    }

    /// What is to be done with a streamed answer.
    enum StreamStart: Sendable {
        /// Nobody takes parts: it is put together.
        case collect
        /// Its parts are handed on.
        case forward(PartChannel)
        case refused(State.Reply)
    }

    /// One that was invoked and has not ended.
    struct Pending: Sendable {
        let invocation: EmulatedInvocation
        let takesStream: Bool
        let observer: any InvocationObserver
        /// Waits for the answer, or for the first part of it.
        var caller: CheckedContinuation<FunctionOutcome?, Never>?
        var parts: PartChannel?
        var answer: Answer?
        /// Of the latest delivery.
        var nonce: String?
        var deliveredAt: ContinuousClock.Instant?
        var clock: Task<Void, any Error>?
    }

    /// A process's call for an event.
    enum Poll {
        case announced
        case waiting(CheckedContinuation<Delivery, Never>)
        case closed
    }

    struct Guarded {
        var state: State
        var pending: [String: Pending] = [:]
        var polls: [Int: Poll] = [:]
        var lastPoll = 0
        var initError: Answer?
        var exitDescription: String
        var isOver = false
        /// Whether there will be no event any more.
        var isClosed = false
        var startedAt: ContinuousClock.Instant
        /// How long the process took to ask for its first event, until it is reported.
        var initDuration: Duration?
        var hasAsked = false
        /// The calls of extensions for an event, by the extensions' identifiers.
        var extensionWaits: [String: AsyncStream<ExtensionEvent>.Continuation] = [:]
    }

    let guarded: Mutex<Guarded>
    let limits: Limits
    /// Ends the process; `nil` if it is started elsewhere.
    private let kill: (@Sendable () -> Void)?

    /// Whether the process is started elsewhere.
    var isExternal: Bool { kill == nil }

    init(_ limits: Limits, kill: (@Sendable () -> Void)?) {
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

    /// Whether the process has ended or is about to, so that it will take no event any more.
    var isOver: Bool { guarded.withLock { $0.isOver } }

    /// How many invocations wait or are under way.
    var pendingCount: Int { guarded.withLock { $0.pending.count } }

    /// How many calls for an event wait for one.
    var waitingPolls: Int {
        guarded.withLock { guarded in
            guarded.polls.values.count { if case .waiting = $0 { true } else { false } }
        }
    }

    // MARK: from outside

    /// Invokes the function, and returns when it has answered, failed, run out of time, or begun to stream.
    ///
    /// - Parameters:
    ///   - invocation: the event and what goes with it.
    ///   - takesStream: whether the answer may come in parts.
    ///   - observer: is notified when the event is delivered, and once when the invocation is over.
    /// - Returns: the outcome; `nil` if the process has ended that was ready for events, and never received this one: the
    ///   observer is not notified, and the event may go to another process.
    func invoke(
        _ invocation: EmulatedInvocation,
        takesStream: Bool = false,
        observer: any InvocationObserver
    ) async -> FunctionOutcome? {
        await withCheckedContinuation { caller in
            var isAccepted = true
            perform { guarded in
                isAccepted = !guarded.isOver || !guarded.hasAsked
                guard isAccepted else { return [] }
                var pending = Pending(invocation: invocation, takesStream: takesStream, observer: observer)
                pending.caller = caller
                pending.clock = clock(invocation.id, limits.patience ?? limits.timeout)
                guarded.pending[invocation.id] = pending
                let actions = guarded.state.handle(.invoke(id: invocation.id))
                // A process that ended before it was ready is all that this event gets: the next may do no better.
                return guarded.isOver ? actions + guarded.state.handle(.exit) : actions
            }
            if !isAccepted { caller.resume(returning: nil) }
        }
    }

    /// Takes note that the process has ended.
    ///
    /// - Parameter description: how, such as `exit status 1`.
    func processEnded(_ description: String) {
        perform { guarded in
            guarded.exitDescription = description
            guarded.isOver = true
            return guarded.state.handle(.exit)
        }
        endExtensionWaits()
    }

    /// Ends an invocation that takes too long.
    func clock(_ id: String, _ limit: Duration) -> Task<Void, any Error> {
        Task { [weak self] in
            try await Task.sleep(for: limit)
            self?.perform { $0.state.handle(.timeout(id: id)) }
        }
    }

    // MARK: consequences

    /// Takes an input, and what it changes besides the state.
    ///
    /// - Returns: the reply to the process, if there is one yet.
    func handle(_ input: State.Input, _ prepare: (inout Guarded) -> Void = { _ in }) -> State.Reply? {
        var reply: State.Reply?
        perform { guarded in
            prepare(&guarded)
            let actions = guarded.state.handle(input)
            for case .reply(let given) in actions { reply = given }
            return actions
        }
        return reply
    }

    /// Does what the state says.
    ///
    /// Nothing is resumed or notified under the lock. A process that is to be killed is killed first: until then its log may
    /// have no end, and an observer reads the log up to the end of its invocation.
    func perform(_ body: (inout Guarded) -> [State.Action]) {
        var effects: [@Sendable () -> Void] = []
        var isKilled = false
        let deadline = Date().addingTimeInterval(limits.timeout.milliseconds / 1000)
        guarded.withLock { guarded in
            for action in body(&guarded) {
                switch action {
                case .deliver(let id, let poll):
                    effects.append(contentsOf: deliver(id, poll, deadline, &guarded))
                case .notify(let extensionID, let id):
                    guard let invocation = guarded.pending[id]?.invocation,
                        let wait = guarded.extensionWaits.removeValue(forKey: extensionID)
                    else { continue }
                    effects.append { wait.yield(ExtensionEvent(invocation: invocation, deadline: deadline)) }
                case .dismiss(let poll):
                    guard case .waiting(let waiting) = guarded.polls.removeValue(forKey: poll) else { continue }
                    effects.append { waiting.resume(returning: .gone) }
                case .finish(let id, let ending):
                    effects.append(contentsOf: finish(id, ending, &guarded))
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
        _ poll: Int,
        _ deadline: Date,
        _ guarded: inout Guarded
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

    private func finish(_ id: String, _ ending: State.Ending, _ guarded: inout Guarded) -> [@Sendable () -> Void] {
        guard let pending = guarded.pending.removeValue(forKey: id) else { return [] }
        // An extension that handles the event has no more time than the function.
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
                // First of all, so that the log is complete when somebody looks at the answer.
                pending.observer.ended(end)
                pending.caller?.resume(returning: outcome)
                pending.parts?.finish(end.failure.map { .failure($0) } ?? .success(()))
            }
        ]
    }

    private func outcome(of pending: Pending, _ ending: State.Ending, _ guarded: Guarded) -> FunctionOutcome {
        let id = pending.invocation.id
        switch ending {
        case .answered:
            guard let answer = pending.answer else { return .response([]) }
            return .response(answer.bytes)
        case .failed:
            return .failure(pending.answer?.error ?? RuntimeFailure.unknown, payload: pending.answer?.errorPayload)
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
