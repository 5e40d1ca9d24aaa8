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
