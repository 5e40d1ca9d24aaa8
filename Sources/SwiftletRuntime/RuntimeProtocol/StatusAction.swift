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
