/// The platform's side of the runtime API, for one function process: who may call what, and what it means.
///
/// The rules are those of the [runtime API](https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html), the
/// [Extensions API](https://docs.aws.amazon.com/lambda/latest/dg/runtimes-extensions-api.html) and, where these are silent,
/// of [the platform's own emulator](https://github.com/aws/aws-lambda-runtime-interface-emulator).
///
/// It is pure: calls and happenings go in, replies and consequences come out. It knows invocations and polls by their
/// names only.
package struct RuntimeAPIState: Sendable {
    /// What happens to the process or is called by it.
    package enum Input: Hashable, Sendable {
        /// Somebody invokes the function.
        case invoke(id: String)
        /// The process asks for an event.
        case next(poll: Int)
        /// The connection on which a poll was waiting is gone.
        case pollClosed(poll: Int)
        /// An event could not be handed over after all.
        case undelivered(id: String)
        /// The process sends a whole answer of so many bytes.
        case response(id: String, bytes: Int)
        /// The process begins a streamed answer.
        case streamBegan(id: String)
        /// A streamed answer has come to its end, which may be a failure that the trailers tell of.
        case streamEnded(id: String, isFailure: Bool)
        /// A streamed answer is larger than the platform buffers for a caller that does not stream.
        case streamTooLarge(id: String)
        /// The process sends an answer or an error with the ``RuntimeHeader/invocationID`` of another delivery.
        case stale(id: String)
        /// The answer broke off.
        case truncated(id: String)
        /// The process sends an answer in a mode that does not exist.
        case unknownMode(id: String)
        /// The process reports that the handler failed.
        case error(id: String)
        /// The process reports that it could not start.
        case initError
        /// The process registers an internal extension for events.
        case registerExtension(id: String, name: String, events: [String])
        /// An extension asks for its next event.
        case extensionNext(id: String)
        /// An extension reports that it could not start, or that it is about to exit.
        case extensionError(id: String, isInit: Bool)
        /// The connection on which an extension was registered is closed.
        case registrationClosed(id: String)
        /// The connection on which an extension was waiting for its next event is closed.
        case extensionClosed(id: String)
        /// The process has made an accepted call on a connection.
        case connectionOpened(Int)
        /// A connection of the process is closed.
        case connectionClosed(Int)
        /// The time of an invocation is up.
        case timeout(id: String)
        /// The process has ended.
        case exit
    }

    /// What is to be done about it.
    package enum Action: Hashable, Sendable {
        /// Hand the event of an invocation to a poll.
        case deliver(id: String, poll: Int)
        /// Send the `INVOKE` event of an invocation to an extension that waits for one.
        case notify(extensionID: String, id: String)
        /// Answer the call.
        case reply(Reply)
        /// Tell who invoked the function how it ended.
        case finish(id: String, Ending)
        /// Drop a poll that waits: there will be no event.
        case dismiss(poll: Int)
        /// End the process: it is busy with an invocation whose time is up.
        case kill
    }

    /// A reply to a call.
    package enum Reply: Hashable, Sendable {
        /// 202.
        case accepted
        /// A status of 400 or more, with the name of an error.
        case refused(status: Int, errorType: String)

        /// 413.
        static let tooLarge = Reply.refused(status: 413, errorType: "RequestEntityTooLarge")
    }

    /// How an invocation ended.
    package enum Ending: Hashable, Sendable {
        /// With the answer the process sent.
        case answered
        /// With the error the process sent.
        case failed
        /// With an answer larger than the platform takes.
        case tooLarge
        /// With an answer that broke off.
        case truncated
        /// With an answer in a mode that does not exist.
        case invalidMode
        /// With the error the process reported before it was ready.
        case initFailed
        /// With the end of its time.
        case timedOut
        /// With the end of the process.
        case exited
    }

    private enum Progress {
        case queued
        case running
        case streaming
    }

    let concurrency: Int
    private let maximumBytes: Int
    /// Whether the process is started elsewhere, where another may replace it without an ``Input/exit``.
    let isExternal: Bool
    private var queue: [String] = []
    private var invocations: [String: Progress] = [:]
    private var polls: [Int] = []
    /// Invocations that are over, newest last: a late second response to one of them is distinguished from an unknown identifier.
    private var answered: [String] = []
    private(set) var hasPolled = false
    private(set) var hasFailedInit = false
    /// The extensions of the process, by their identifiers.
    var extensions: [String: Extension] = [:]
    /// The open connections of the process, where it is started elsewhere.
    private var connections: Set<Int> = []

    /// Creates the state of a process that has not called yet.
    ///
    /// - Parameters:
    ///   - concurrency: how many invocations may run at once.
    ///   - maximumBytes: the largest answer that is taken whole.
    ///   - isExternal: whether the process is started elsewhere: then only its calls and connections show that it has been
    ///     replaced by another.
    package init(concurrency: Int = 1, maximumBytes: Int, isExternal: Bool = false) {
        self.concurrency = max(1, concurrency)
        self.maximumBytes = maximumBytes
        self.isExternal = isExternal
    }

    /// Takes an input and says what is to be done, in order.
    package mutating func handle(_ input: Input) -> [Action] {
        switch input {
        case .invoke(let id): return invoke(id)
        case .next(let poll): return next(poll)
        case .pollClosed(let poll):
            polls.removeAll { $0 == poll }
            return []
        case .undelivered(let id): return undelivered(id)
        case .response(let id, let bytes):
            return whileRunning(id) {
                bytes > $0.maximumBytes ? ($0.end(id, .tooLarge), true) : ($0.end(id, .answered), false)
            }
        case .streamBegan(let id):
            // No reply yet: that comes when the stream has ended.
            return whileRunning(id, replies: false) { state in
                state.invocations[id] = .streaming
                return ([], false)
            }
        case .streamEnded(let id, let isFailure):
            guard invocations[id] == .streaming else { return [.reply(refusal(of: id))] }
            return end(id, isFailure ? .failed : .answered) + [.reply(.accepted)]
        case .streamTooLarge(let id):
            guard invocations[id] == .streaming else { return [.reply(refusal(of: id))] }
            return end(id, .tooLarge) + [.reply(.tooLarge)]
        case .stale(let id):
            guard invocations[id] != nil else { return [.reply(refusal(of: id))] }
            return [.reply(.refused(status: 410, errorType: "InvocationGone"))]
        case .truncated(let id):
            guard invocations[id] == .running || invocations[id] == .streaming else { return [.reply(refusal(of: id))] }
            return end(id, .truncated) + [.reply(.refused(status: 400, errorType: "TruncatedHTTPRequest"))]
        case .unknownMode(let id):
            return whileRunning(id, replies: false) { state in
                let reply = Action.reply(.refused(status: 400, errorType: "InvalidFunctionResponseMode"))
                return (state.end(id, .invalidMode) + [reply], false)
            }
        case .error(let id):
            return whileRunning(id) { ($0.end(id, .failed), false) }
        case .initError: return initError()
        case .registerExtension(let id, let name, let events): return register(id, name: name, events)
        case .extensionNext(let id): return extensionNext(id)
        case .extensionError(let id, let isInit): return extensionError(id, isInit: isInit)
        case .registrationClosed(let id):
            // A client with a connection for each call closes it too, and may still use the identifier.
            guard isExternal else { return [] }
            extensions[id]?.isAbandoned = true
            return deliverQueued()
        case .extensionClosed(let id):
            if isExternal { extensions[id] = nil }
            return []
        case .connectionOpened(let connection):
            if isExternal { connections.insert(connection) }
            return []
        case .connectionClosed(let connection):
            connections.remove(connection)
            return []
        case .timeout(let id):
            guard let progress = invocations[id] else { return isOccupied(by: id) ? [.kill] : [] }
            queue.removeAll { $0 == id }
            invocations[id] = nil
            // The process learns of it when it answers: the platform no longer knows the id.
            return [.finish(id: id, .timedOut)] + (progress == .queued && hasPolled && isInitialized ? [] : [.kill])
        case .exit: return exit()
        }
    }

    private mutating func invoke(_ id: String) -> [Action] {
        invocations[id] = .queued
        queue.append(id)
        return deliverQueued()
    }

    private mutating func next(_ poll: Int) -> [Action] {
        var actions: [Action] = []
        if isBusy, mayBeReplaced { actions = replaceProcess() }
        guard !hasFailedInit, !isBusy else {
            return actions + [.reply(.refused(status: 403, errorType: "InvalidStateTransition"))]
        }
        hasPolled = true
        polls.append(poll)
        return actions + deliverQueued()
    }

    /// Whether the process takes no further event at once.
    private var isBusy: Bool { invocations.values.count { $0 != .queued } + polls.count >= concurrency }

    /// Hands events to the polls that wait, once all extensions are ready, and to the extensions that receive them too.
    mutating func deliverQueued() -> [Action] {
        var actions: [Action] = []
        while areExtensionsReady, !polls.isEmpty, !queue.isEmpty {
            let id = queue.removeFirst()
            invocations[id] = .running
            actions += notifyExtensions(of: id)
            actions.append(.deliver(id: id, poll: polls.removeFirst()))
        }
        return actions
    }

    /// Whether a process that is started elsewhere may have ended and been replaced: none of its connections is open.
    ///
    /// A runtime with a connection for each call looks the same between two of them.
    var mayBeReplaced: Bool { isExternal && connections.isEmpty }

    /// Whether the process, which is started elsewhere, has an open connection.
    package var hasConnections: Bool { !connections.isEmpty }

    /// Ends what a process had under way that another has replaced; events that it has not received are the other's.
    mutating func replaceProcess() -> [Action] {
        let ids = invocations.keys.filter { invocations[$0] != .queued }.sorted()
        for id in ids { invocations[id] = nil }
        hasPolled = false
        hasFailedInit = false
        extensions = [:]
        return ids.map { .finish(id: $0, .exited) }
    }

    /// Puts an event back to where it was: before all that wait.
    private mutating func undelivered(_ id: String) -> [Action] {
        guard invocations[id] == .running else { return [] }
        guard polls.isEmpty else { return [.deliver(id: id, poll: polls.removeFirst())] }
        invocations[id] = .queued
        queue.insert(id, at: 0)
        return []
    }

    private mutating func initError() -> [Action] {
        guard !hasPolled, !hasFailedInit else {
            return [.reply(.refused(status: 403, errorType: "InvalidStateTransition"))]
        }
        hasFailedInit = true
        return finishAll(.initFailed) + [.reply(.accepted)]
    }

    private mutating func exit() -> [Action] {
        let dismissed = polls.map { Action.dismiss(poll: $0) }
        polls = []
        hasPolled = false
        hasFailedInit = false
        extensions = [:]
        connections = []
        return finishAll(.exited) + dismissed
    }

    private mutating func finishAll(_ ending: Ending) -> [Action] {
        let ids = invocations.keys.sorted()
        invocations = [:]
        queue = []
        return ids.map { .finish(id: $0, ending) }
    }

    /// Does what a call means if it is about an invocation that runs, and refuses it otherwise.
    private mutating func whileRunning(
        _ id: String,
        replies: Bool = true,
        _ body: (inout RuntimeAPIState) -> (actions: [Action], isTooLarge: Bool)
    ) -> [Action] {
        guard invocations[id] == .running else { return [.reply(refusal(of: id))] }
        let (actions, isTooLarge) = body(&self)
        guard replies else { return actions }
        return actions + [.reply(isTooLarge ? .tooLarge : .accepted)]
    }

    private mutating func end(_ id: String, _ ending: Ending) -> [Action] {
        invocations[id] = nil
        answered.append(id)
        if answered.count > 1000 { answered.removeFirst() }
        return [.finish(id: id, ending)]
    }

    private func refusal(of id: String) -> Reply {
        answered.contains(id) || invocations[id] == .streaming
            ? .refused(status: 403, errorType: "InvalidStateTransition")
            : .refused(status: 400, errorType: "InvalidRequestID")
    }
}
