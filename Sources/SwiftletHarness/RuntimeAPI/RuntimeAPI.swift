internal import Foundation
internal import Swiftlet
internal import SwiftletJSON
internal import SwiftletTesting
internal import Synchronization

/// The runtime API of one function process, without the HTTP: it keeps the state, the events, and those who wait.
final class RuntimeAPI: Sendable {
    typealias State = RuntimeAPIState

    /// What a process that asked for an event gets.
    enum Delivery: Sendable {
        case event(EmulatedInvocation)
        case refused(status: Int, errorType: String)
        /// The process has ended meanwhile.
        case gone
    }

    /// What a process has sent for an invocation.
    struct Answer: Sendable {
        var bytes: [UInt8] = []
        var contentType: String?
        /// The error that the process sent instead, or in the trailers of a stream.
        var error: FunctionFailure?
    }

    private struct Guarded {
        var state: State
        var invocations: [String: EmulatedInvocation] = [:]
        var answers: [String: Answer] = [:]
        var initError: FunctionFailure?
        var exitDescription = ""
        var isOver = false
        var callers: [String: CheckedContinuation<InvocationOutcome, Never>] = [:]
        var polls: [Int: CheckedContinuation<Delivery, Never>] = [:]
        var lastPoll = 0
    }

    private let guarded: Mutex<Guarded>
    private let timeout: Duration
    /// Ends the process.
    private let kill: @Sendable () -> Void

    init(concurrency: Int = 1, maximumBytes: Int, timeout: Duration, kill: @escaping @Sendable () -> Void) {
        self.guarded = Mutex(Guarded(state: State(concurrency: concurrency, maximumBytes: maximumBytes)))
        self.timeout = timeout
        self.kill = kill
    }

    /// Whether the process has ended or is about to, so that it will take no event any more.
    var isOver: Bool { guarded.withLock { $0.isOver } }

    /// How many invocations wait or are under way.
    var pendingCount: Int { guarded.withLock { $0.callers.count } }

    // MARK: from outside

    /// Invokes the function, and returns when it has answered, failed, or run out of time.
    func invoke(_ invocation: EmulatedInvocation) async -> InvocationOutcome {
        let clock = Task { [timeout] in
            try await Task.sleep(for: timeout)
            _ = handle(.timeout(id: invocation.id))
        }
        defer { clock.cancel() }
        return await withCheckedContinuation { caller in
            perform { guarded in
                guarded.invocations[invocation.id] = invocation
                guarded.callers[invocation.id] = caller
                let actions = guarded.state.handle(.invoke(id: invocation.id))
                return guarded.isOver ? actions + guarded.state.handle(.exit) : actions
            }
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
    }

    // MARK: from the process

    /// Waits for the next event.
    func next() async -> Delivery {
        await withCheckedContinuation { poll in
            perform { guarded in
                guarded.lastPoll += 1
                let id = guarded.lastPoll
                guarded.polls[id] = poll
                let actions = guarded.state.handle(.next(poll: id))
                for case .reply(.refused(let status, let errorType)) in actions {
                    guarded.polls[id] = nil
                    poll.resume(returning: .refused(status: status, errorType: errorType))
                }
                return actions
            }
        }
    }

    /// Takes an answer, or the next thing that happens to one.
    ///
    /// - Returns: the reply, or `nil` if there is none yet.
    func answer(_ input: State.Input, for id: String, _ answer: Answer? = nil) -> State.Reply? {
        handle(input) { guarded in
            // Only the first answer counts, and only to what is under way.
            if guarded.callers[id] != nil, let answer, guarded.answers[id] == nil { guarded.answers[id] = answer }
        }
    }

    /// Takes the report that the process could not start.
    func initError(_ failure: FunctionFailure) -> State.Reply? {
        handle(.initError) { guarded in
            guarded.initError = guarded.initError ?? failure
            guarded.isOver = true
        }
    }

    // MARK: consequences

    private func handle(_ input: State.Input, _ prepare: (inout Guarded) -> Void = { _ in }) -> State.Reply? {
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
    /// Nothing is resumed under the lock.
    private func perform(_ body: (inout Guarded) -> [State.Action]) {
        var effects: [@Sendable () -> Void] = []
        guarded.withLock { guarded in
            for action in body(&guarded) {
                switch action {
                case .deliver(let id, let poll):
                    guard let waiting = guarded.polls.removeValue(forKey: poll), let event = guarded.invocations[id]
                    else {
                        continue
                    }
                    effects.append { waiting.resume(returning: .event(event)) }
                case .dismiss(let poll):
                    guard let waiting = guarded.polls.removeValue(forKey: poll) else { continue }
                    effects.append { waiting.resume(returning: .gone) }
                case .finish(let id, let ending):
                    let outcome = outcome(of: id, ending, guarded)
                    guarded.invocations[id] = nil
                    guarded.answers[id] = nil
                    guard let caller = guarded.callers.removeValue(forKey: id) else { continue }
                    effects.append { caller.resume(returning: outcome) }
                case .kill:
                    guarded.isOver = true
                    effects.append(kill)
                case .reply: break
                }
            }
        }
        for effect in effects {
            effect()
        }
    }

    private func outcome(of id: String, _ ending: State.Ending, _ guarded: Guarded) -> InvocationOutcome {
        let answer = guarded.answers[id]
        switch ending {
        case .answered:
            let answer = answer ?? Answer()
            return .response(StreamedAnswer.buffered(answer.bytes, contentType: answer.contentType))
        case .failed:
            return .failure(
                answer?.error
                    ?? FunctionFailure(errorType: "Runtime.Unknown", errorMessage: "The process reported no error.")
            )
        case .tooLarge:
            return .failure(
                FunctionFailure(
                    errorType: "Function.ResponseSizeTooLarge",
                    errorMessage: "The response is larger than the platform takes."
                )
            )
        case .truncated:
            return .failure(
                FunctionFailure(errorType: "Runtime.TruncatedResponse", errorMessage: "The response broke off.")
            )
        case .initFailed:
            return .failure(
                guarded.initError ?? FunctionFailure(errorType: "Runtime.InitError", errorMessage: "The start failed.")
            )
        case .timedOut:
            let seconds = Double(timeout.components.seconds) + Double(timeout.components.attoseconds) / 1e18
            return .failure(
                FunctionFailure(
                    errorType: "Sandbox.Timedout",
                    errorMessage:
                        "RequestId: \(id) Error: Task timed out after \(String(format: "%.2f", seconds)) seconds"
                )
            )
        case .exited:
            return .failure(
                FunctionFailure(
                    errorType: "Runtime.ExitError",
                    errorMessage: "RequestId: \(id) Error: Runtime exited with \(guarded.exitDescription)"
                )
            )
        }
    }
}
