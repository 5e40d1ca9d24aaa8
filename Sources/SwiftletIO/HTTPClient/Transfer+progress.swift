import CCurl

/// The progress of a transfer between submission and completion, on the loop's thread.
extension Transfer {
    /// Resets the state of the previous response.
    func begin() {
        if case .channel = body { isConsumed = true }
        head.reset()
        responseBody.removeAll(keepingCapacity: true)
        piece = []
        uploaded = 0
        trailers = []
        attempts = 0
        hasResponse = false
        isTooLarge = false
        isRetryRejected = false
        isHeadDelivered = false
        easy.clearMessage()
    }

    /// Whether the request body or the response body is streamed.
    var hasChannels: Bool {
        if case .channel = body { return true }
        if case .channel = sink { return true }
        return false
    }

    /// Opens the channels; `unpause` resumes the transfer, and may be called from any thread.
    func openChannels(unpause: @escaping @Sendable () -> Void) {
        if case .channel(let channel) = body { channel.open(unpause: unpause) }
        if case .channel(let channel) = sink { channel.open(unpause: unpause) }
    }

    /// Passes the head of a streamed response to its reader, once.
    func deliverHead() {
        guard case .channel(let channel) = sink, !isHeadDelivered else { return }
        isHeadDelivered = true
        channel.receive(head: head)
    }

    /// Closes the channels and calls the completion.
    ///
    /// Must be called after the handle was removed from the multi handle.
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

    /// Converts libcurl's result.
    func outcome(of result: CURLcode) -> Result<Void, any Error> {
        // libcurl does not treat an incomplete head as an error.
        if result == CURLE_OK, head.isComplete || options.connectsOnly { return .success(()) }
        if case .channel(let channel) = body, let failure = channel.failure { return .failure(failure) }
        return .failure(error(for: result))
    }

    private func error(for result: CURLcode) -> HTTPClientError {
        let code: HTTPClientError.Code =
            if isTooLarge {
                .tooLarge
            } else if isRetryRejected || result == CURLE_OK {
                .connectionClosed
            } else {
                .forResult(result, bytesReceived: receivedAny(result))
            }
        let message =
            if isTooLarge {
                "The response's body is larger than \(maxResponseBytes) bytes."
            } else if isRetryRejected {
                "The connection was closed without a response."
            } else if result == CURLE_OK {
                "The connection was closed before the response's head was complete."
            } else {
                easy.message(for: result)
            }
        return HTTPClientError(
            code,
            message,
            result: result,
            requestSent: attempts > 0 || hasResponse,
            bytesReceived: receivedAny(result)
        )
    }

    /// Whether any byte of a response arrived.
    ///
    /// libcurl passes on whole lines only; a response that does not begin like HTTP is visible only in the result.
    private func receivedAny(_ result: CURLcode) -> Bool {
        hasResponse || (attempts > 0 && result == CURLE_UNSUPPORTED_PROTOCOL)
    }
}
