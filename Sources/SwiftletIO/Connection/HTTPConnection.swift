import CCurl

/// One connection to one server, kept open from each request to the next, and made again when it is lost.
///
/// libcurl makes it, with all that belongs to that: names and addresses, time limits, TLS. The requests on it are written
/// here and the replies read here, in HTTP/1.1: a client that sends the same few kinds of requests for all its life has no
/// use for what libcurl does for each of them anew, which was more than half of what an invocation cost.
///
/// One request at a time, by one task on the loop.
// Guard: all of it is used on the loop's thread only, and by one task.
package final class HTTPConnection: @unchecked Sendable {
    private let loop: EventLoop
    private let url: String
    private let host: String
    private let options: TransferOptions
    /// Which of the loop's waits is this connection's.
    private let waitID: UInt64
    /// The transfer that has made the open connection, and keeps it.
    private var link: Transfer?
    private var descriptor: Int32 = -1
    /// As large as libcurl's own buffer: more it does not hand over at once.
    private let input = InputBuffer(byteCount: 16 * 1024)
    private var parser = ReplyParser()
    private var outgoing = Outgoing()

    /// Prepares a connection, which is made for the first request.
    ///
    /// - Parameters:
    ///   - loop: the loop that waits for it.
    ///   - url: scheme and authority, as in `http://127.0.0.1:9001/`.
    ///   - connectTimeout: the limit for making the connection, TLS included.
    ///   - certificateFile: the certificates to trust, in PEM form; `nil` is the system's.
    /// - Throws: ``HTTPClientError`` with `.invalidURL` for a URL with a space or a control character.
    package init(
        _ loop: EventLoop,
        url: String,
        connectTimeout: Duration,
        certificateFile: String? = nil
    ) throws(HTTPClientError) {
        try HeaderLine.checkTarget(url)
        self.loop = loop
        self.url = url
        host = String(url.drop { $0 != ":" }.dropFirst(3).prefix { $0 != "/" })
        var options = TransferOptions()
        options.connectsOnly = true
        options.connectTimeout = connectTimeout
        options.isSecure = url.hasPrefix("https:")
        options.certificateFile = options.isSecure ? certificateFile ?? CertificateFile.system : nil
        // It is one certain server that is meant, whatever `http_proxy` says.
        options.usesEnvironmentProxy = false
        self.options = options
        waitID = loop.makeNumber()
    }

    deinit {
        if let link { loop.disconnect(link) }
    }

    // MARK: The reply

    /// The status and the fields of the last reply, also of one that did not arrive whole.
    package var head: ReplyHead { parser.head }

    /// Whether a reply is arriving, or has arrived.
    package var hasReply: Bool { parser.hasBegun }

    /// Takes the body of the last reply, and leaves none.
    package func takeBody() -> [UInt8] { parser.takeBody() }

    // MARK: Requests

    /// Sends a request and reads the whole reply.
    ///
    /// A connection that the server has closed in the meantime is replaced before anything is sent. When the task is
    /// cancelled the connection is closed, in whatever state it is.
    ///
    /// The channel of a body is closed afterwards, unless the connection could not be made: then nothing has been read from
    /// it, and the request may be sent once more.
    ///
    /// - Parameters:
    ///   - request: the request.
    ///   - isRepeatable: whether it may be sent once more, on a new connection, when one that was kept open breaks before
    ///     any byte of a reply. Right for what can be done twice.
    /// - Throws: `CancellationError`; ``HTTPClientError``, which tells whether any byte of a reply came; what the body's
    ///   channel failed with.
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

    /// Whether there is a connection that nobody has closed.
    ///
    /// One on which the server says something unasked cannot be trusted with a request.
    private func isOpen() -> Bool {
        guard let link else { return false }
        if case .notYet = link.easy.receive(into: input) { return true }
        close()
        return false
    }

    private func close() {
        if let link { loop.disconnect(link) }
        link = nil
        descriptor = -1
    }

    private func perform(_ request: HTTPConnectionRequest) async throws {
        outgoing.begin(request, host: host)
        defer { outgoing.end() }
        if case .channel(let channel) = request.body {
            channel.open { [loop, waitID] in loop.interrupt(wait: waitID) }
        }
        do {
            try await move()
        } catch {
            close()
            throw error
        }
        // What has not been sent of the request is missing on the other side.
        if !parser.keepsConnection || !outgoing.isSent { close() }
    }

    /// Sends what there is to send and reads what there is to read until the reply is complete.
    ///
    /// A reply may come before the whole request is sent: then the rest of it is not wanted.
    private func move() async throws {
        guard let link else { throw HTTPClientError.shutDown }
        var mayRead = false
        while true {
            let interest = try send(on: link, &mayRead)
            if mayRead {
                try receive(on: link)
                if parser.isComplete { return }
            }
            let ready = try await loop.ready(descriptor, for: interest, wait: waitID)
            mayRead = ready.contains(.read)
        }
    }

    /// Sends as much as goes.
    ///
    /// - Returns: what to wait for afterwards.
    private func send(on link: Transfer, _ mayRead: inout Bool) throws -> EventLoop.Interest {
        while try outgoing.fill() {
            switch outgoing.withUnsent({ link.easy.send($0) }) {
            case .bytes(let count):
                outgoing.advance(by: count)
            case .notYet:
                return [.read, .write]
            case .end, .failed:
                // Whoever does not take the rest may have said why. If not, reading fails.
                outgoing.breakOff()
                mayRead = true
            }
        }
        return .read
    }

    private func receive(on link: Transfer) throws {
        while !parser.isComplete {
            switch link.easy.receive(into: input) {
            case .bytes(let count):
                let taken: Int
                do throws(ReplyParser.Fault) {
                    taken = try input.withBytes(count) { bytes throws(ReplyParser.Fault) in try parser.consume(bytes) }
                } catch {
                    throw HTTPClientError(.invalidReply, error.rawValue, requestSent: true, bytesReceived: true)
                }
                // Bytes after the end are nobody's: the connection is out of step.
                if taken < count { parser.close() }
            case .notYet:
                return
            case .end:
                parser.close()
                guard parser.isComplete else { throw cut(CURLE_OK) }
            case .failed(let status):
                throw cut(status)
            }
        }
    }

    private func cut(_ status: CURLcode) -> HTTPClientError {
        HTTPClientError(
            .connectionClosed,
            parser.hasBegun
                ? "The connection was closed in the middle of the reply."
                : "The connection was closed before any reply.",
            result: status,
            requestSent: true,
            bytesReceived: parser.hasBegun
        )
    }
}
