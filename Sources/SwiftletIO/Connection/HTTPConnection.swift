import CCurl

/// A keep-alive HTTP/1.1 connection to one server, which reconnects when necessary.
///
/// libcurl opens the connection, including name resolution, timeouts and TLS. Requests are written and responses parsed
/// here, because libcurl's work per request was more than half of the cost of an invocation: without it, an invocation of a
/// typed endpoint takes 175,000 instructions instead of 246,000, and needs less memory. The goal of the row
/// "loop, typed endpoint" in the section `invocation` of the benchmarks guards this.
///
/// It sends one request at a time, from one task on the loop.
// Guard: used on the loop's thread only, by one task.
package final class HTTPConnection: @unchecked Sendable {
    let loop: EventLoop
    let url: String
    private let host: String
    let options: TransferOptions
    /// The id of this connection's wait in the loop.
    private let waitID: UInt64
    /// The transfer that owns the open connection.
    var link: Transfer?
    var descriptor: Int32 = -1
    /// The size of libcurl's own buffer, the most that one call returns.
    let input = InputBuffer(byteCount: 16 * 1024)
    var parser = ResponseParser()
    private var outgoing = OutgoingRequest()

    /// Creates a connection, which is opened by the first request.
    ///
    /// - Parameters:
    ///   - loop: The loop that waits for it.
    ///   - url: Scheme and authority, such as `http://127.0.0.1:9001/`.
    ///   - connectTimeout: The time limit for opening the connection, TLS included.
    ///   - certificateFile: The trusted certificates in PEM format; `nil` is the system's.
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
        // The environment's proxy must not apply to this server.
        options.usesEnvironmentProxy = false
        self.options = options
        waitID = loop.makeNumber()
    }

    deinit {
        if let link { loop.disconnect(link) }
    }

    // MARK: - The response

    /// The status and header fields of the last response, even if it is incomplete.
    package var head: ResponseHead { parser.head }

    /// Whether any byte of a response has arrived.
    package var hasResponse: Bool { parser.hasBegun }

    /// Returns the body of the last response and removes it.
    package func takeBody() -> [UInt8] { parser.takeBody() }

    // MARK: - Requests

    func perform(_ request: HTTPConnectionRequest) async throws {
        outgoing.begin(request, host: host)
        defer { outgoing.end() }
        if case .channel(let channel) = request.body {
            channel.open { [loop, waitID] in loop.interrupt(wait: waitID) }
        }
        do {
            try await transferUntilComplete()
        } catch {
            close()
            throw error
        }
        // After a partly sent request the connection cannot be reused.
        if !parser.keepsConnection || !outgoing.isSent { close() }
    }

    /// Sends and receives until the response is complete.
    ///
    /// The response may be complete before the whole request is sent: then the rest is not sent.
    private func transferUntilComplete() async throws {
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

    /// Sends as much as possible without blocking.
    ///
    /// - Returns: The readiness to wait for.
    private func send(on link: Transfer, _ mayRead: inout Bool) throws -> EventLoop.Interest {
        while try outgoing.fill() {
            switch outgoing.withUnsent({ link.easy.send($0) }) {
            case .bytes(let count):
                outgoing.advance(by: count)
            case .wouldBlock:
                return [.read, .write]
            case .end, .failed:
                // The server may have sent a response before closing. If not, reading fails.
                outgoing.abort()
                mayRead = true
            }
        }
        return .read
    }

    private func receive(on link: Transfer) throws {
        while !parser.isComplete {
            switch link.easy.receive(into: input) {
            case .bytes(let count):
                let used: Int
                do throws(ResponseParser.Fault) {
                    used = try input.withBytes(count) { bytes throws(ResponseParser.Fault) in
                        try parser.consume(bytes)
                    }
                } catch {
                    throw HTTPClientError(.invalidResponse, error.rawValue, requestSent: true, bytesReceived: true)
                }
                // Bytes after the end belong to no response: the connection is out of step.
                if used < count { parser.close() }
            case .wouldBlock:
                return
            case .end:
                parser.close()
                guard parser.isComplete else { throw closedError(CURLE_OK) }
            case .failed(let status):
                throw closedError(status)
            }
        }
    }

    private func closedError(_ status: CURLcode) -> HTTPClientError {
        HTTPClientError(
            .connectionClosed,
            parser.hasBegun
                ? "The connection was closed before the response was complete."
                : "The connection was closed without a response.",
            result: status,
            requestSent: true,
            bytesReceived: parser.hasBegun
        )
    }
}
