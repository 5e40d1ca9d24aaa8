/// What the runtime does after the runtime API has answered a call: the whole table, as one pure function.
package enum Disposition: Hashable, Sendable {
    /// Go on: the call did what it was for.
    case `continue`
    /// Give this invocation up and fetch the next one.
    case drop
    /// End the process with this code.
    case exit(Int32)

    /// The calls of the runtime API.
    package enum Phase: String, CaseIterable, Sendable {
        /// GET `/invocation/next`.
        case next
        /// POST `/invocation/{id}/response`.
        case response
        /// POST `/invocation/{id}/error`.
        case error
        /// POST `/init/error`.
        case initError
        /// GET `/restore/next`.
        case restoreNext
        /// POST `/restore/error`.
        case restoreError
    }

    /// Decides what a status means.
    ///
    /// - Parameters:
    ///   - phase: the call that was made.
    ///   - status: the reply's status, any number.
    ///   - isRepeated: whether this is the reply to a call that was made once before, without any reply then.
    package init(_ phase: Phase, status: Int, isRepeated: Bool = false) {
        switch (phase, status) {
        case (.initError, _), (.restoreError, _):
            // Reported or not, the process cannot serve.
            self = .exit(1)
        case (_, 200..<300):
            self = .continue
        case (.restoreNext, 404):
            // No snapshots on this platform: the process starts as usual.
            self = .continue
        case (.next, _), (.restoreNext, _):
            self = .exit(1)
        case (.response, 400), (.error, 400), (.response, 403), (.error, 403):
            // Refusing the second of two equal answers is how the platform says that it has the first.
            self = isRepeated ? .continue : .drop
        case (.response, 500...), (.error, 500...):
            self = .exit(1)
        case (.response, _), (.error, _):
            self = .drop
        }
    }
}

/// What to do about an answer to which the reply did not arrive whole.
package enum CutReply: Hashable, Sendable {
    /// Enough arrived: act on this status.
    case judge(status: Int)
    /// Send the same once more.
    case sendAgain
    /// Nobody knows whether it was taken, and sending it again could be a second answer.
    case giveUp

    /// Decides.
    ///
    /// - Parameters:
    ///   - status: the status that arrived before the cut, less than 200 for none.
    ///   - bytesReceived: whether any byte of a reply arrived.
    ///   - canRepeat: whether the same can be sent again: always where nothing was sent, and otherwise not for a stream.
    ///   - isRepeated: whether it has been sent again already.
    package init(status: Int, bytesReceived: Bool, canRepeat: Bool = true, isRepeated: Bool) {
        if status >= 200 {
            self = .judge(status: status)
        } else if bytesReceived || isRepeated || !canRepeat {
            self = .giveUp
        } else {
            self = .sendAgain
        }
    }
}
