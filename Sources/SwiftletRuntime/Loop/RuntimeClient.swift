internal import SwiftletIO

/// The calls of one worker to the runtime API: prepared once, so that an invocation sets only what differs.
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

    private let loop: EventLoop
    private let endpoint: RuntimeEndpoint
    let next: Transfer
    private let answer: Transfer
    private var report: Transfer?
    private var stream: Transfer?
    private let workingDirectory: String

    /// Prepares the calls.
    ///
    /// - Throws: ``SwiftletIO/HTTPClientError`` when memory is short or the endpoint is no URL.
    init(_ loop: EventLoop, endpoint: RuntimeEndpoint, workingDirectory: String) throws(HTTPClientError) {
        self.loop = loop
        self.workingDirectory = workingDirectory
        self.endpoint = endpoint
        next = try Self.transfer(endpoint)
        // An event that did not arrive has not been given out: asking again is right whenever the connection was stale.
        next.retriesOnStaleConnection = true
        try next.setMethod("GET")
        try next.setHeaders([(RuntimeHeader.userAgent, RuntimeHeader.swiftlet)])
        try next.setTarget(endpoint.prefix + RuntimePath.next)
        answer = try Self.transfer(endpoint)
        try answer.setHeaders([
            (RuntimeHeader.userAgent, RuntimeHeader.swiftlet),
            (RuntimeHeader.contentType, RuntimeHeader.json),
        ])
    }

    private static func transfer(_ endpoint: RuntimeEndpoint) throws(HTTPClientError) -> Transfer {
        var options = TransferOptions()
        options.connectTimeout = .seconds(1)
        // The runtime API is on this machine, whatever `http_proxy` says.
        options.usesEnvironmentProxy = false
        // One connection for the whole life: an idle hour is no reason for another one.
        options.maxIdle = .seconds(30 * 24 * 3600)
        let transfer = try Transfer(options)
        try transfer.setServer(endpoint.origin)
        return transfer
    }

    // MARK: calls

    /// Waits for the next event, without any limit: the sandbox may be frozen in the middle of it.
    func fetch() async throws {
        try await loop.perform(next)
    }

    /// Waits until the process is restored from its snapshot.
    ///
    /// Returns the status.
    func awaitRestore() async throws -> Int {
        try next.setTarget(endpoint.prefix + RuntimePath.restoreNext)
        let result: Result<Void, any Error>
        do {
            result = .success(try await loop.perform(next))
        } catch {
            result = .failure(error)
        }
        try next.setTarget(endpoint.prefix + RuntimePath.next)
        try result.get()
        return next.head.status
    }

    /// Sends a whole answer.
    func respond(_ bytes: [UInt8], to requestID: String) async -> Delivery {
        do {
            try answer.setTarget(endpoint.prefix + RuntimePath.response(to: requestID))
            try answer.setMethod("POST", body: .bytes(bytes))
        } catch {
            return .undelivered(error)
        }
        return await deliver(answer)
    }

    /// Reports that an event could not be answered.
    func fail(_ report: ErrorReport, requestID: String) async -> Delivery {
        await send(report, to: RuntimePath.error(for: requestID))
    }

    /// Reports that the process could not start.
    func failInitialization(_ report: ErrorReport) async -> Delivery {
        await send(report, to: RuntimePath.initError)
    }

    /// Reports that the process could not go on after it was restored.
    func failRestore(_ report: ErrorReport) async -> Delivery {
        await send(report, to: RuntimePath.restoreError)
    }

    private func send(_ error: ErrorReport, to path: String) async -> Delivery {
        do {
            let transfer = try report ?? Self.transfer(endpoint)
            report = transfer
            try transfer.setTarget(endpoint.prefix + path)
            try transfer.setMethod("POST", body: .bytes(error.json))
            try transfer.setHeaders(error.headers(workingDirectory: workingDirectory))
            return await deliver(transfer)
        } catch {
            return .undelivered(error)
        }
    }

    /// Sends an answer while it is written into a channel.
    func respond(streaming channel: UploadChannel, contentType: String, to requestID: String) async -> Delivery {
        do {
            let transfer = try stream ?? Self.transfer(endpoint)
            stream = transfer
            try transfer.setTarget(endpoint.prefix + RuntimePath.response(to: requestID))
            try transfer.setMethod("POST", body: .channel(channel))
            try transfer.setHeaders([
                (RuntimeHeader.userAgent, RuntimeHeader.swiftlet),
                (RuntimeHeader.contentType, contentType),
                (RuntimeHeader.responseMode, RuntimeHeader.streaming),
                (RuntimeHeader.trailer, "\(RuntimeHeader.errorType), \(RuntimeHeader.errorBody)"),
            ])
            // What has been read from the channel is gone: this can be sent only once.
            return await deliver(transfer, isRepeatable: false)
        } catch {
            return .undelivered(error)
        }
    }

    private func deliver(_ transfer: Transfer, isRepeatable: Bool = true) async -> Delivery {
        var isRepeated = false
        while true {
            do {
                try await loop.perform(transfer)
                return .answered(status: transfer.head.status, isRepeated: isRepeated)
            } catch let error as HTTPClientError {
                let cut = CutReply(
                    status: transfer.head.status,
                    bytesReceived: error.bytesReceived,
                    isRepeated: isRepeated || !isRepeatable
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
