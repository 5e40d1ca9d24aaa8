import SwiftletIO

/// A worker's client of the runtime API, with its own keep-alive connection.
///
/// It is used by one task. ``StatusAction`` and ``RetryDecision`` decide how statuses and failures are handled.
final class RuntimeClient {
    /// The outcome of sending a response or an error report.
    enum Delivery {
        /// The runtime API returned a status.
        case replied(status: Int, isRepeated: Bool)
        /// The connection broke: the platform may or may not have received it.
        case unknown(any Error)
        /// It was not sent, or no reply arrived: the platform does not have it.
        case undelivered(any Error)
    }

    /// The reply to a request for the next event.
    enum NextReply {
        case event(InvocationHead, [UInt8])
        /// A reply with status 200, but without a request ID.
        case missingRequestID
        /// A reply with another status than 200.
        case status(Int)
    }

    let connection: HTTPConnection
    private let prefix: String
    private let workingDirectory: String
    private let next: HTTPConnectionRequest
    private let responseFields: HTTPFieldLines

    /// Creates a client.
    ///
    /// - Throws: ``SwiftletIO/HTTPClientError`` when the endpoint is not a valid URL.
    init(_ loop: EventLoop, endpoint: RuntimeEndpoint, workingDirectory: String) throws(HTTPClientError) {
        connection = try HTTPConnection(loop, url: endpoint.origin, connectTimeout: .seconds(1))
        prefix = endpoint.prefix
        self.workingDirectory = workingDirectory
        next = try Self.poll(prefix + RuntimePath.next)
        responseFields = try HTTPFieldLines([
            (RuntimeHeader.userAgent, RuntimeHeader.swiftlet),
            (RuntimeHeader.contentType, RuntimeHeader.json),
        ])
    }

    private static func poll(_ target: String) throws(HTTPClientError) -> HTTPConnectionRequest {
        try HTTPConnectionRequest(
            "GET",
            target,
            fields: HTTPFieldLines([(RuntimeHeader.userAgent, RuntimeHeader.swiftlet)])
        )
    }

    // MARK: - Calls

    /// Waits for the next event, without a timeout: the sandbox may be frozen meanwhile.
    ///
    /// Repeatable on a stale connection: an event that was not received has not been dispatched.
    func fetch() async throws -> NextReply {
        try await connection.exchange(next, isRepeatable: true)
        let reply = connection.head
        guard reply.status == 200 else { return .status(reply.status) }
        guard let head = InvocationHead({ reply.first($0) }) else { return .missingRequestID }
        return .event(head, connection.takeBody())
    }

    /// Waits until the process is restored from its snapshot, and returns the reply's status.
    func awaitRestore() async throws -> Int {
        try await connection.exchange(Self.poll(prefix + RuntimePath.restoreNext), isRepeatable: true)
        return connection.head.status
    }

    /// Sends a buffered response, in JSON unless a content type is specified.
    func respond(_ bytes: [UInt8], contentType: String? = nil, to invocation: InvocationHead) async -> Delivery {
        await deliver(isRepeatable: true) { () throws(HTTPClientError) in
            var fields = responseFields
            if let contentType {
                fields = try HTTPFieldLines([
                    (RuntimeHeader.userAgent, RuntimeHeader.swiftlet), (RuntimeHeader.contentType, contentType),
                ])
            }
            if let id = invocation.invocationID { try fields.append(RuntimeHeader.invocationID, id) }
            return try request(RuntimePath.response(to: invocation.requestID), fields: fields, body: .bytes(bytes))
        }
    }

    /// Reports that an invocation failed.
    func fail(_ report: ErrorReport, _ invocation: InvocationHead) async -> Delivery {
        await send(report, to: RuntimePath.error(for: invocation.requestID), invocation.invocationID)
    }

    /// Reports that initialization failed.
    func failInitialization(_ report: ErrorReport) async -> Delivery {
        await send(report, to: RuntimePath.initError)
    }

    /// Reports that the restore from a snapshot failed.
    func failRestore(_ report: ErrorReport) async -> Delivery {
        await send(report, to: RuntimePath.restoreError)
    }

    private func send(_ error: ErrorReport, to path: String, _ invocationID: String? = nil) async -> Delivery {
        await deliver(isRepeatable: true) { () throws(HTTPClientError) in
            var fields = try HTTPFieldLines(error.headers(workingDirectory: workingDirectory))
            if let invocationID { try fields.append(RuntimeHeader.invocationID, invocationID) }
            return try request(path, fields: fields, body: .bytes(error.json))
        }
    }

    /// Streams a response from a channel.
    func respond(
        streaming channel: UploadChannel,
        contentType: String,
        to invocation: InvocationHead
    ) async -> Delivery {
        // Bytes read from the channel are consumed and cannot be sent again.
        await deliver(isRepeatable: false) { () throws(HTTPClientError) in
            var fields = try HTTPFieldLines([
                (RuntimeHeader.userAgent, RuntimeHeader.swiftlet),
                (RuntimeHeader.contentType, contentType),
                (RuntimeHeader.responseMode, RuntimeHeader.streaming),
                (RuntimeHeader.trailer, "\(RuntimeHeader.errorType), \(RuntimeHeader.errorBody)"),
            ])
            if let id = invocation.invocationID { try fields.append(RuntimeHeader.invocationID, id) }
            return try request(RuntimePath.response(to: invocation.requestID), fields: fields, body: .channel(channel))
        }
    }

    private func request(
        _ path: String,
        fields: HTTPFieldLines,
        body: HTTPConnectionRequest.Body
    ) throws(HTTPClientError) -> HTTPConnectionRequest {
        try HTTPConnectionRequest("POST", prefix + path, fields: fields, body: body)
    }

    private func deliver(
        isRepeatable: Bool,
        _ make: () throws(HTTPClientError) -> HTTPConnectionRequest
    ) async -> Delivery {
        let request: HTTPConnectionRequest
        do {
            request = try make()
        } catch {
            return .undelivered(error)
        }
        var isRepeated = false
        while true {
            do {
                // The connection must not retry on its own: the platform may have accepted the response.
                try await connection.exchange(request, isRepeatable: false)
                return .replied(status: connection.head.status, isRepeated: isRepeated)
            } catch let error as HTTPClientError {
                let decision = RetryDecision(
                    status: connection.head.status,
                    bytesReceived: error.bytesReceived,
                    canRepeat: isRepeatable || !error.requestSent,
                    isRepeated: isRepeated
                )
                switch decision {
                case .accept(let status): return .replied(status: status, isRepeated: isRepeated)
                case .retry: isRepeated = true
                case .abandon: return error.bytesReceived ? .unknown(error) : .undelivered(error)
                }
            } catch {
                return .unknown(error)
            }
        }
    }
}
