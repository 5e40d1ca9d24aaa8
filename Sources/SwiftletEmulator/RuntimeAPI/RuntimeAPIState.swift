/// The state machine of the runtime API for one function process.
///
/// It follows the [runtime API](https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html), the
/// [Extensions API](https://docs.aws.amazon.com/lambda/latest/dg/runtimes-extensions-api.html) and, where these are silent,
/// the [runtime interface emulator](https://github.com/aws/aws-lambda-runtime-interface-emulator).
///
/// It performs no I/O: inputs are requests and events, outputs are replies and actions. Invocations and polls are known by
/// their ids only.
package struct RuntimeAPIState: Sendable {
    /// A request of the process or an event that concerns it.
    package enum Input: Hashable, Sendable {
        /// The function is invoked.
        case invoke(id: String)
        /// The process polls for an event.
        case next(poll: Int)
        /// The connection of a waiting poll was closed.
        case pollClosed(poll: Int)
        /// An event could not be delivered.
        case undelivered(id: String)
        /// The process sent a buffered response of a number of bytes.
        case response(id: String, bytes: Int)
        /// The process started a streamed response.
        case streamBegan(id: String)
        /// A streamed response is complete; its trailers may report a failure.
        case streamEnded(id: String, isFailure: Bool)
        /// A streamed response exceeds its limit, or the limit for a caller that requires a buffered one.
        case streamTooLarge(id: String)
        /// The process sent a response or an error with the ``RuntimeHeader/invocationID`` of another delivery.
        case stale(id: String)
        /// The response was aborted.
        case truncated(id: String)
        /// The process sent a response with an unknown mode.
        case unknownMode(id: String)
        /// The process reported that the handler failed.
        case error(id: String)
        /// The process reported that its initialization failed.
        case initError
        /// The process registered an internal extension for events.
        case registerExtension(id: String, name: String, events: [String])
        /// An extension polls for its next event.
        case extensionNext(id: String)
        /// An extension reported an error at initialization or before its exit.
        case extensionError(id: String, isInit: Bool)
        /// The connection on which an extension was registered was closed.
        case registrationClosed(id: String)
        /// The connection of an extension's poll was closed before the event was delivered.
        case extensionClosed(id: String)
        /// A request of the process was accepted on a connection.
        case connectionOpened(Int)
        /// A connection of the process was closed.
        case connectionClosed(Int)
        /// An invocation timed out.
        case timeout(id: String)
        /// The process exited.
        case exit
    }

    /// An action that results from an input.
    package enum Action: Hashable, Sendable {
        /// Deliver the event of an invocation to a poll.
        case deliver(id: String, poll: Int)
        /// Send the `INVOKE` event of an invocation to an extension, or keep it for the extension's next poll.
        case notify(extensionID: String, id: String)
        /// Respond to the request.
        case reply(ResponseStatus)
        /// Complete an invocation.
        case finish(id: String, Ending)
        /// End a waiting poll: there will be no event.
        case dismiss(poll: Int)
        /// Kill the process because its invocation timed out.
        case kill
    }

    /// The status of the response to a request.
    package enum ResponseStatus: Hashable, Sendable {
        /// 202.
        case accepted
        /// A status of 400 or higher, with an error type.
        case rejected(status: Int, errorType: String)

        /// 413.
        static let tooLarge = ResponseStatus.rejected(status: 413, errorType: "RequestEntityTooLarge")
    }

    /// The outcome of an invocation.
    package enum Ending: Hashable, Sendable {
        /// The process sent a response.
        case succeeded
        /// The process sent an error.
        case failed
        /// The response exceeds the limit.
        case tooLarge
        /// The response was aborted.
        case truncated
        /// The response has an unknown mode.
        case invalidMode
        /// The process reported an error during initialization.
        case initFailed
        /// The invocation timed out.
        case timedOut
        /// The process exited.
        case exited
    }

    private enum Progress {
        case queued
        case running
        case streaming
    }

    package let concurrency: Int
    private let maximumBytes: Int
    /// Whether the process is started separately, and may be replaced without an ``Input/exit``.
    let isExternal: Bool
    private var queue: [String] = []
    private var invocations: [String: Progress] = [:]
    private var polls: [Int] = []
    /// Finished invocations, latest last, to distinguish a second response from an unknown id.
    private var finished: [String] = []
    /// The invocation whose event was returned to the queue after the extensions received it.
    private var requeued: String?
    private(set) var hasPolled = false
    private(set) var hasFailedInit = false
    /// The extensions of the process, by identifier.
    var extensions: [String: Extension] = [:]
    /// The open connections of the process if it is started separately.
    private var connections: Set<Int> = []
    /// Whether the process has responded after it closed the connections of its polls.
    private var opensConnectionPerRequest = false

    /// Creates the state of a new process.
    ///
    /// - Parameters:
    ///   - concurrency: The maximum number of concurrent invocations.
    ///   - maximumBytes: The maximum size of a buffered response.
    ///   - isExternal: Whether the process is started separately. In that case only its requests and connections indicate that it
    ///     has been replaced.
    package init(concurrency: Int = 1, maximumBytes: Int, isExternal: Bool = false) {
        self.concurrency = max(1, concurrency)
        self.maximumBytes = maximumBytes
        self.isExternal = isExternal
    }

    /// Handles an input and returns the resulting actions, in order.
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
                bytes > $0.maximumBytes ? ($0.end(id, .tooLarge), true) : ($0.end(id, .succeeded), false)
            }
        case .streamBegan(let id):
            // The reply is sent at the end of the stream.
            return whileRunning(id, replies: false) { state in
                state.invocations[id] = .streaming
                return ([], false)
            }
        case .streamEnded(let id, let isFailure):
            guard invocations[id] == .streaming else { return [.reply(rejection(of: id))] }
            return end(id, isFailure ? .failed : .succeeded) + [.reply(.accepted)]
        case .streamTooLarge(let id):
            guard invocations[id] == .streaming else { return [.reply(rejection(of: id))] }
            return end(id, .tooLarge) + [.reply(.tooLarge)]
        case .stale(let id):
            guard invocations[id] != nil else { return [.reply(rejection(of: id))] }
            return [.reply(.rejected(status: 410, errorType: "InvocationGone"))]
        case .truncated(let id):
            guard invocations[id] == .running || invocations[id] == .streaming else {
                return [.reply(rejection(of: id))]
            }
            return end(id, .truncated) + [.reply(.rejected(status: 400, errorType: "TruncatedHTTPRequest"))]
        case .unknownMode(let id):
            return whileRunning(id, replies: false) { state in
                let reply = Action.reply(.rejected(status: 400, errorType: "InvalidFunctionResponseMode"))
                return (state.end(id, .invalidMode) + [reply], false)
            }
        case .error(let id):
            return whileRunning(id) { ($0.end(id, .failed), false) }
        case .initError: return initError()
        case .registerExtension(let id, let name, let events): return register(id, name: name, events)
        case .extensionNext(let id): return extensionNext(id)
        case .extensionError(let id, let isInit): return extensionError(id, isInit: isInit)
        case .registrationClosed(let id):
            // A client that opens a connection per request closes this one as well, and may still use the identifier.
            guard isExternal else { return [] }
            extensions[id]?.isAbandoned = true
            return deliverQueued()
        case .extensionClosed(let id):
            return extensionClosed(id)
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
            if requeued == id { requeued = nil }
            let mayContinue = progress == .queued && hasPolled && isInitialized && !isOccupied(by: id)
            // The process is notified when it responds: the id is then unknown.
            return [.finish(id: id, .timedOut)] + (mayContinue ? [] : [.kill])
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
        if isReplacement { actions = replaceProcess() }
        guard !hasFailedInit, !isBusy else {
            return actions + [.reply(.rejected(status: 403, errorType: "InvalidStateTransition"))]
        }
        hasPolled = true
        polls.append(poll)
        return actions + deliverQueued()
    }

    /// Whether the process has reached its maximum number of concurrent invocations.
    private var isBusy: Bool { runningCount + polls.count >= concurrency }

    /// The number of running invocations.
    private var runningCount: Int { invocations.values.count { $0 != .queued } }

    /// Whether a poll is from a new process: the previous one has no open connection, and left an invocation or an extension
    /// unfinished.
    ///
    /// A process that opens a connection per request may poll during other invocations, up to the concurrency.
    private var isReplacement: Bool {
        guard mayBeReplaced else { return false }
        return isBusy || !areExtensionsReady || (runningCount > 0 && !opensConnectionPerRequest)
    }

    /// Delivers queued events to waiting polls and notifies extensions, provided that all extensions are ready.
    mutating func deliverQueued() -> [Action] {
        var actions: [Action] = []
        while let id = queue.first, !polls.isEmpty, areExtensionsReady(forRequeued: requeued == id ? id : nil) {
            queue.removeFirst()
            invocations[id] = .running
            if requeued != id { actions += notifyExtensions(of: id) }
            requeued = nil
            actions.append(.deliver(id: id, poll: polls.removeFirst()))
        }
        return actions
    }

    /// Whether a separately started process may have been replaced: it has no open connection.
    ///
    /// This is also the case between two requests of a runtime that opens a connection per request.
    var mayBeReplaced: Bool { isExternal && connections.isEmpty }

    /// Whether the process has an open connection; tracked only for a separately started process.
    package var hasConnections: Bool { !connections.isEmpty }

    /// Ends the running invocations of a process that has been replaced; queued events are left for its replacement.
    mutating func replaceProcess() -> [Action] {
        let ids = invocations.keys.filter { invocations[$0] != .queued }.sorted()
        for id in ids { invocations[id] = nil }
        hasPolled = false
        hasFailedInit = false
        extensions = [:]
        requeued = nil
        opensConnectionPerRequest = false
        return ids.map { .finish(id: $0, .exited) }
    }

    /// Returns an event to the head of the queue.
    private mutating func undelivered(_ id: String) -> [Action] {
        guard invocations[id] == .running else { return [] }
        guard polls.isEmpty else { return [.deliver(id: id, poll: polls.removeFirst())] }
        invocations[id] = .queued
        requeued = id
        queue.insert(id, at: 0)
        return []
    }

    private mutating func initError() -> [Action] {
        guard !hasPolled, !hasFailedInit else {
            return [.reply(.rejected(status: 403, errorType: "InvalidStateTransition"))]
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
        requeued = nil
        opensConnectionPerRequest = false
        return finishAll(.exited) + dismissed
    }

    private mutating func finishAll(_ ending: Ending) -> [Action] {
        let ids = invocations.keys.sorted()
        invocations = [:]
        queue = []
        return ids.map { .finish(id: $0, ending) }
    }

    /// Applies a request to a running invocation, or rejects it.
    private mutating func whileRunning(
        _ id: String,
        replies: Bool = true,
        _ body: (inout RuntimeAPIState) -> (actions: [Action], isTooLarge: Bool)
    ) -> [Action] {
        guard invocations[id] == .running else { return [.reply(rejection(of: id))] }
        if mayBeReplaced { opensConnectionPerRequest = true }
        let (actions, isTooLarge) = body(&self)
        guard replies else { return actions }
        return actions + [.reply(isTooLarge ? .tooLarge : .accepted)]
    }

    private mutating func end(_ id: String, _ ending: Ending) -> [Action] {
        invocations[id] = nil
        finished.append(id)
        if finished.count > 1000 { finished.removeFirst() }
        return [.finish(id: id, ending)]
    }

    private func rejection(of id: String) -> ResponseStatus {
        finished.contains(id) || invocations[id] == .streaming
            ? .rejected(status: 403, errorType: "InvalidStateTransition")
            : .rejected(status: 400, errorType: "InvalidRequestID")
    }
}
