import SwiftletIO

/// The calls of one worker to the runtime API, on a connection of its own that lasts as long as it does.
///
/// It is used by one task. What a status or a failure means is for ``Disposition`` and ``CutReply`` to say.
final class RuntimeClient {
    /// What became of an answer.
    enum Delivery {
        /// There is a status: the whole reply, or enough of it.
        case answered(status: Int, isRepeated: Bool)
        /// Nobody knows whether the platform has it.
        case unknown(any Error)
        /// It never left, or no reply came: the platform does not have it.
        case undelivered(any Error)
    }

    let connection: HTTPConnection
    private let prefix: String
    private let workingDirectory: String
    private let next: HTTPConnectionRequest
    private let responseFields: HTTPFieldLines

    /// Prepares the calls.
    ///
    /// - Throws: ``SwiftletIO/HTTPClientError`` when the endpoint is no URL.
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
            HTTPFieldLines([(RuntimeHeader.userAgent, RuntimeHeader.swiftlet)])
        )
    }

    // MARK: Calls

    /// Waits for the next event, without any limit: the sandbox may be frozen in the middle of it.
    ///
    /// An event that did not arrive has not been given out: asking again is right whenever the connection was stale.
    func fetch() async throws {
        try await connection.exchange(next, isRepeatable: true)
    }

    /// Waits until the process is restored from its snapshot.
    ///
    /// Returns the status.
    func awaitRestore() async throws -> Int {
        try await connection.exchange(Self.poll(prefix + RuntimePath.restoreNext), isRepeatable: true)
        return connection.head.status
    }

    /// Sends a buffered response.
    func respond(_ bytes: [UInt8], to invocation: InvocationHead) async -> Delivery {
        await deliver(isRepeatable: true) { () throws(HTTPClientError) in
            var fields = responseFields
            if let id = invocation.invocationID { try fields.append(RuntimeHeader.invocationID, id) }
            return try request(RuntimePath.response(to: invocation.requestID), fields, .bytes(bytes))
        }
    }

    /// Reports that an invocation failed.
    func fail(_ report: ErrorReport, _ invocation: InvocationHead) async -> Delivery {
        await send(report, to: RuntimePath.error(for: invocation.requestID), invocation.invocationID)
    }

    /// Reports that the process could not start.
    func failInitialization(_ report: ErrorReport) async -> Delivery {
        await send(report, to: RuntimePath.initError)
    }

    /// Reports that the process could not go on after it was restored.
    func failRestore(_ report: ErrorReport) async -> Delivery {
        await send(report, to: RuntimePath.restoreError)
    }

    private func send(_ error: ErrorReport, to path: String, _ invocationID: String? = nil) async -> Delivery {
        await deliver(isRepeatable: true) { () throws(HTTPClientError) in
            var fields = try HTTPFieldLines(error.headers(workingDirectory: workingDirectory))
            if let invocationID { try fields.append(RuntimeHeader.invocationID, invocationID) }
            return try request(path, fields, .bytes(error.json))
        }
    }

    /// Sends a response while it is written into a channel.
    func respond(
        streaming channel: UploadChannel,
        contentType: String,
        to invocation: InvocationHead
    ) async -> Delivery {
        // What has been read from the channel is gone: after that it cannot be sent again.
        await deliver(isRepeatable: false) { () throws(HTTPClientError) in
            var fields = try HTTPFieldLines([
                (RuntimeHeader.userAgent, RuntimeHeader.swiftlet),
                (RuntimeHeader.contentType, contentType),
                (RuntimeHeader.responseMode, RuntimeHeader.streaming),
                (RuntimeHeader.trailer, "\(RuntimeHeader.errorType), \(RuntimeHeader.errorBody)"),
            ])
            if let id = invocation.invocationID { try fields.append(RuntimeHeader.invocationID, id) }
            return try request(RuntimePath.response(to: invocation.requestID), fields, .channel(channel))
        }
    }

    private func request(
        _ path: String,
        _ fields: HTTPFieldLines,
        _ body: HTTPConnectionRequest.Body
    ) throws(HTTPClientError) -> HTTPConnectionRequest {
        try HTTPConnectionRequest("POST", prefix + path, fields, body: body)
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
                // Sending it again by itself is nothing for the connection to do: an answer may have been taken.
                try await connection.exchange(request, isRepeatable: false)
                return .answered(status: connection.head.status, isRepeated: isRepeated)
            } catch let error as HTTPClientError {
                let cut = CutReply(
                    status: connection.head.status,
                    bytesReceived: error.bytesReceived,
                    canRepeat: isRepeatable || !error.requestSent,
                    isRepeated: isRepeated
                )
                switch cut {
                case .judge(let status): return .answered(status: status, isRepeated: isRepeated)
                case .sendAgain: isRepeated = true
                case .giveUp: return error.bytesReceived ? .unknown(error) : .undelivered(error)
                }
            } catch {
                return .unknown(error)
            }
        }
    }
}
