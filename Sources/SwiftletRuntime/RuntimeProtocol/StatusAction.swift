/// The action that follows a call to the runtime API, by the call and the reply's status.
package enum StatusAction: Hashable, Sendable {
    /// Continue: the call succeeded.
    case `continue`
    /// Abandon this invocation and fetch the next one.
    case drop
    /// Exit the process with this code.
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

    /// Returns the action for a status.
    ///
    /// - Parameters:
    ///   - phase: The call.
    ///   - status: The reply's status, any number.
    ///   - isRepeated: Whether the call is a retry of one that got no reply.
    package init(_ phase: Phase, status: Int, isRepeated: Bool = false) {
        switch (phase, status) {
        case (.initError, _), (.restoreError, _):
            // The process cannot serve, whether or not the report was accepted.
            self = .exit(1)
        case (_, 200..<300):
            self = .continue
        case (.restoreNext, 404):
            // The platform does not support snapshots: start normally.
            self = .continue
        case (.next, _), (.restoreNext, _):
            self = .exit(1)
        case (.response, 400), (.error, 400), (.response, 403), (.error, 403):
            // The platform rejects a duplicate response: it has the first one.
            self = isRepeated ? .continue : .drop
        case (.response, 500...), (.error, 500...):
            self = .exit(1)
        case (.response, _), (.error, _):
            self = .drop
        }
    }
}

/// The decision whether to retry a response whose reply was incomplete.
package enum RetryDecision: Hashable, Sendable {
    /// The status arrived: use it.
    case accept(status: Int)
    /// Send the same response again.
    case retry
    /// Do not retry: the platform may have accepted the response.
    case abandon

    /// Returns the decision.
    ///
    /// - Parameters:
    ///   - status: The status, if its line arrived; less than 200 for none.
    ///   - bytesReceived: Whether any byte of a reply arrived.
    ///   - canRepeat: Whether the response can be sent again: always if nothing was sent, otherwise not for a stream.
    ///   - isRepeated: Whether it has been retried already.
    package init(status: Int, bytesReceived: Bool, canRepeat: Bool = true, isRepeated: Bool) {
        if status >= 200 {
            self = .accept(status: status)
        } else if bytesReceived || isRepeated || !canRepeat {
            self = .abandon
        } else {
            self = .retry
        }
    }
}
