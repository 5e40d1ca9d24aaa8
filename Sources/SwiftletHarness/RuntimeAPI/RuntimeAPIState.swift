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
        /// A streamed response exceeds the limit for a caller that requires a buffered one.
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
        /// The process registered an internal extension.
        case registerExtension(id: String)
        /// An extension polls for its next event.
        case extensionNext(id: String)
        /// The connection on which an extension was registered was closed.
        case registrationClosed(id: String)
        /// The connection of an extension's waiting poll was closed.
        case extensionClosed(id: String)
        /// An invocation timed out.
        case timeout(id: String)
        /// The process exited.
        case exit
    }

    /// An action that results from an input.
    package enum Action: Hashable, Sendable {
        /// Deliver the event of an invocation to a poll.
        case deliver(id: String, poll: Int)
        /// Reply to the request.
        case reply(Reply)
        /// Complete an invocation.
        case finish(id: String, Ending)
        /// End a waiting poll: there will be no event.
        case dismiss(poll: Int)
        /// Kill the process because its invocation timed out.
        case kill
    }

    /// A reply to a request.
    package enum Reply: Hashable, Sendable {
        /// 202.
        case accepted
        /// A status of 400 or higher, with an error type.
        case refused(status: Int, errorType: String)

        /// 413.
        static let tooLarge = Reply.refused(status: 413, errorType: "RequestEntityTooLarge")
    }

    /// The outcome of an invocation.
    package enum Ending: Hashable, Sendable {
        /// The process sent a response.
        case answered
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

    private let concurrency: Int
    private let maximumBytes: Int
    /// Whether the process is started separately, and may be replaced without an ``Input/exit``.
    private let isExternal: Bool
    private var queue: [String] = []
    private var invocations: [String: Progress] = [:]
    private var polls: [Int] = []
    /// Finished invocations, latest last, to distinguish a second response from an unknown id.
    private var answered: [String] = []
    private var hasPolled = false
    private var hasFailedInit = false
    /// The extensions of the process, and whether each has polled for an event.
    private var extensions: [String: Bool] = [:]

    /// The maximum number of extensions of a function
    /// ([Lambda quotas](https://docs.aws.amazon.com/lambda/latest/dg/runtimes-extensions-api.html)).
    private static let maximumExtensions = 10

    /// Whether the process has registered an extension, without which Lambda does not send SIGTERM
    /// ([shutdown phase](https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html)).
    package var hasExtensions: Bool { !extensions.isEmpty }

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
                bytes > $0.maximumBytes ? ($0.end(id, .tooLarge), true) : ($0.end(id, .answered), false)
            }
        case .streamBegan(let id):
            // The reply is sent at the end of the stream.
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
        case .registerExtension(let id): return registerExtension(id)
        case .extensionNext(let id): return extensionNext(id)
        case .registrationClosed(let id):
            // A client that opens a connection per request closes this one as well, and may still use the identifier.
            guard isExternal, extensions[id] == false else { return [] }
            extensions[id] = true
            return deliverQueued()
        case .extensionClosed(let id):
            if isExternal { extensions[id] = nil }
            return []
        case .timeout(let id):
            guard let progress = invocations[id] else { return [] }
            queue.removeAll { $0 == id }
            invocations[id] = nil
            // The process is notified when it responds: the id is then unknown.
            return [.finish(id: id, .timedOut)] + (progress == .queued && hasPolled && isReady ? [] : [.kill])
        case .exit: return exit()
        }
    }

    private mutating func invoke(_ id: String) -> [Action] {
        guard !polls.isEmpty, !hasFailedInit, isReady else {
            invocations[id] = .queued
            queue.append(id)
            return []
        }
        invocations[id] = .running
        return [.deliver(id: id, poll: polls.removeFirst())]
    }

    private mutating func next(_ poll: Int) -> [Action] {
        let busy = invocations.values.count { $0 != .queued } + polls.count
        guard !hasFailedInit, busy < concurrency else {
            return [.reply(.refused(status: 403, errorType: "InvalidStateTransition"))]
        }
        hasPolled = true
        polls.append(poll)
        return deliverQueued()
    }

    /// Whether initialization is complete with regard to extensions: each of them has polled for its next event.
    private var isReady: Bool { extensions.values.allSatisfy(\.self) }

    private mutating func deliverQueued() -> [Action] {
        var actions: [Action] = []
        while isReady, !polls.isEmpty, !queue.isEmpty {
            let id = queue.removeFirst()
            invocations[id] = .running
            actions.append(.deliver(id: id, poll: polls.removeFirst()))
        }
        return actions
    }

    /// Whether a separately started process may have been replaced: it has no pending request.
    private var mayBeReplaced: Bool {
        isExternal && polls.isEmpty && invocations.values.allSatisfy { $0 == .queued }
    }

    private mutating func registerExtension(_ id: String) -> [Action] {
        if mayBeReplaced, hasPolled || extensions.count >= Self.maximumExtensions {
            extensions = [:]
            hasPolled = false
        }
        guard !hasPolled, !hasFailedInit else {
            return [.reply(.refused(status: 403, errorType: "Extension.RegistrationClosed"))]
        }
        guard extensions.count < Self.maximumExtensions else {
            return [.reply(.refused(status: 403, errorType: "Extension.TooManyExtensions"))]
        }
        extensions[id] = false
        return [.reply(.accepted)]
    }

    private mutating func extensionNext(_ id: String) -> [Action] {
        guard extensions[id] != nil else {
            return [.reply(.refused(status: 403, errorType: "Extension.UnknownExtensionIdentifier"))]
        }
        extensions[id] = true
        return deliverQueued()
    }

    /// Returns an event to the head of the queue.
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
