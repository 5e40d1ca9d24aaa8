import CCurl

/// The life of a transfer between submission and completion, on the loop's thread.
extension Transfer {
    /// Forgets the last reply.
    func begin() {
        if case .channel = body { isSpent = true }
        head.reset()
        replyBody.removeAll(keepingCapacity: true)
        piece = []
        uploaded = 0
        trailers = []
        attempts = 0
        hasReply = false
        isTooLarge = false
        isRefusedRetry = false
        isHeadDelivered = false
        easy.clearMessage()
    }

    /// Whether bytes go through a channel in one of the directions.
    var hasChannels: Bool {
        if case .channel = body { return true }
        if case .channel = sink { return true }
        return false
    }

    /// Opens the channels.
    ///
    /// `unpause` wakes the transfer from any thread.
    func openChannels(unpause: @escaping @Sendable () -> Void) {
        if case .channel(let channel) = body { channel.open(unpause: unpause) }
        if case .channel(let channel) = sink { channel.open(unpause: unpause) }
    }

    /// Hands a streamed reply's head to its reader, once.
    func deliverHead() {
        guard case .channel(let channel) = sink, !isHeadDelivered else { return }
        isHeadDelivered = true
        channel.receive(head: head)
    }

    /// Closes the channels and calls the completion.
    ///
    /// The handle is out of the multi handle by now.
    func finish(_ result: Result<Void, any Error>) {
        if case .channel(let channel) = body { channel.close() }
        if case .channel(let channel) = sink {
            if case .success = result { deliverHead() }
            channel.finish(result, trailers: head)
        }
        let completion = completion
        self.completion = nil
        completion?(self, result)
    }

    /// What libcurl's result means.
    func outcome(of result: CURLcode) -> Result<Void, any Error> {
        // A reply that ends within its head is no failure to libcurl.
        if result == CURLE_OK, head.isComplete || options.connectsOnly { return .success(()) }
        if case .channel(let channel) = body, let failure = channel.failure { return .failure(failure) }
        return .failure(error(for: result))
    }

    private func error(for result: CURLcode) -> HTTPClientError {
        let code: HTTPClientError.Code =
            if isTooLarge {
                .tooLarge
            } else if isRefusedRetry || result == CURLE_OK {
                .connectionClosed
            } else {
                .forResult(result, bytesReceived: receivedAny(result))
            }
        let message =
            if isTooLarge {
                "The reply's body is larger than \(maxReplyBytes) bytes."
            } else if isRefusedRetry {
                "The connection was closed before any reply."
            } else if result == CURLE_OK {
                "The connection was closed in the middle of the reply's head."
            } else {
                easy.message(for: result)
            }
        return HTTPClientError(
            code,
            message,
            result: result,
            requestSent: attempts > 0 || hasReply,
            bytesReceived: receivedAny(result)
        )
    }

    /// Whole lines are what libcurl hands on.
    ///
    /// A reply that does not begin like HTTP shows only in the result.
    private func receivedAny(_ result: CURLcode) -> Bool {
        hasReply || (attempts > 0 && result == CURLE_UNSUPPORTED_PROTOCOL)
    }
}
