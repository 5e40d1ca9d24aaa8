extension HTTPConnection {
    /// Sends a request and reads the whole response.
    ///
    /// A connection that the server has closed in the meantime is replaced before anything is sent. Cancelling the task
    /// closes the connection.
    ///
    /// A body's channel is closed afterwards, unless connecting failed: then nothing has been read from it, and the request
    /// may be retried.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - isRepeatable: Whether it may be retried on a new connection when a kept-alive one breaks before any byte of a
    ///     response. For idempotent requests.
    /// - Throws: `CancellationError`; ``HTTPClientError``, which reports whether any byte of a response arrived; the error of
    ///   the body's channel.
    package func exchange(_ request: HTTPConnectionRequest, isRepeatable: Bool) async throws {
        parser.reset()
        try Task.checkCancellation()
        let wasOpen = isOpen()
        if !wasOpen { try await connect() }
        defer { if case .channel(let channel) = request.body { channel.close() } }
        do {
            try await perform(request)
        } catch let error as HTTPClientError
            where isRepeatable && wasOpen && error.code == .connectionClosed && !error.bytesReceived
        {
            parser.reset()
            try await connect()
            try await perform(request)
        }
    }

    private func connect() async throws {
        let link = try Transfer(options)
        try link.setURL(url)
        try await loop.perform(link)
        self.link = link
        descriptor = link.easy.descriptor
    }

    /// Whether the connection is open and idle.
    ///
    /// A connection with unexpected input is closed: it is out of step.
    private func isOpen() -> Bool {
        guard let link else { return false }
        if case .wouldBlock = link.easy.receive(into: input) { return true }
        close()
        return false
    }

    func close() {
        if let link { loop.disconnect(link) }
        link = nil
        descriptor = -1
    }
}
