internal import Logging
internal import Swiftlet
internal import SwiftletIO

/// One poll of the runtime API after the other: fetch an event, have it answered, send the answer.
///
/// It belongs to one task on the loop.
final class Worker {
    /// How a worker ends.
    enum End: Sendable, Hashable {
        /// It was asked to stop, and nothing is left undone.
        case stopped
        /// The process cannot go on.
        case failed(Int32)
    }

    private enum Fetched {
        case event(InvocationHead, [UInt8])
        case end(End)
    }

    let service: Service
    let client: RuntimeClient
    let gate: WorkerGate
    /// Its place among the workers.
    let index: Int
    var logger: Logger { service.logger }

    init(_ service: Service, client: RuntimeClient, gate: WorkerGate, index: Int) {
        self.service = service
        self.client = client
        self.gate = gate
        self.index = index
    }

    func run() async -> End {
        while true {
            switch await fetch() {
            case .event(let head, let event):
                service.noteInvocation(index, head)
                let disposition = await serve(head, event)
                service.noteInvocation(index, nil)
                if case .exit(let code) = disposition { return .failed(code) }
            case .end(let end):
                return end
            }
        }
    }

    // MARK: fetching

    private func fetch() async -> Fetched {
        var failures = 0
        while true {
            guard gate.beginWaiting(for: client.connection) else { return .end(.stopped) }
            let result: Result<Void, any Error>
            do {
                result = .success(try await client.fetch())
            } catch {
                result = .failure(error)
            }
            gate.endWaiting()
            let failure: String
            switch result {
            case .success:
                let reply = client.connection.head
                let status = reply.status
                guard case .continue = Disposition(.next, status: status) else {
                    logger.critical("The runtime API answered \(status) to the request for the next event: exiting.")
                    return .end(.failed(1))
                }
                if status != 200 {
                    failures = 0
                    if await pause(service.retry.idleDelay) { continue }
                    return .end(.stopped)
                }
                if let head = InvocationHead({ reply.first($0) }) {
                    return .event(head, client.connection.takeBody())
                }
                failure = "An event came without \(RuntimeHeader.requestID)."
            case .failure(is CancellationError):
                return .end(.stopped)
            case .failure(let error):
                failure = String(describing: error)
            }
            failures += 1
            guard let delay = service.retry.delay(afterFailures: failures) else {
                logger.critical("The runtime API cannot be reached: exiting. \(failure)")
                return .end(.failed(1))
            }
            logger.warning("The next event could not be fetched: trying again. \(failure)")
            guard await pause(delay) else { return .end(.stopped) }
        }
    }

    /// Waits.
    ///
    /// Returns `false` when the worker is to stop.
    private func pause(_ duration: Duration) async -> Bool {
        guard gate.beginWaiting() else { return false }
        defer { gate.endWaiting() }
        do {
            try await service.loop.sleep(for: duration)
            return true
        } catch {
            return false
        }
    }

    // MARK: serving

    private func serve(_ head: InvocationHead, _ event: [UInt8]) async -> Disposition {
        let context = service.context(for: head)
        let handler = service.handler
        let result = await service.within(context) { () async throws -> HandlerOutput in
            switch try await handler.respond(to: event, context) {
            case .stream(let stream) where !context.streamsResponses:
                .bytes(try await HandlerOutput.stream(stream).collect())
            case let output:
                output
            }
        }
        switch result {
        case .success(.bytes(let bytes)) where bytes.count <= RuntimeLimit.payloadBytes:
            return settle(await client.respond(bytes, to: head), .response, context)
        case .success(.bytes(let bytes)):
            let report = ErrorReport(
                .function("ResponseSizeTooLarge"),
                message: "The response has \(bytes.count) bytes, more than the \(RuntimeLimit.payloadBytes) that the "
                    + "platform takes."
            )
            return await fail(report, head, context)
        case .success(.stream(let stream)):
            return await send(stream, head, context)
        case .failure(let error):
            return await fail(error, head, context)
        }
    }

    // MARK: what became of it

    /// Reports a failed invocation to the platform.
    func fail(_ error: any Error, _ head: InvocationHead, _ context: Context) async -> Disposition {
        context.logger.error("The invocation failed.", error: error)
        return settle(await client.fail(ErrorReport(error), head), .error, context)
    }

    /// Decides, and says in the log what the platform would not take.
    func settle(_ delivery: RuntimeClient.Delivery, _ phase: Disposition.Phase, _ context: Context) -> Disposition {
        switch delivery {
        case .answered(let status, let isRepeated):
            let disposition = Disposition(phase, status: status, isRepeated: isRepeated)
            switch disposition {
            case .continue:
                break
            case .drop:
                let reason = status == 413 ? ", which is larger than the platform accepts" : ""
                context.logger.error("The runtime API answered \(status) to the \(phase.noun)\(reason): it is dropped.")
            case .exit:
                context.logger.critical("The runtime API answered \(status) to the \(phase.noun): exiting.")
            }
            return disposition
        case .unknown(let error):
            context.logger.error(
                "The connection broke while the runtime API took the \(phase.noun): it may or may not have it. \(error)"
            )
            return .drop
        case .undelivered(let error):
            context.logger.error("The runtime API did not take the \(phase.noun). \(error)")
            return .drop
        }
    }
}

extension Disposition.Phase {
    fileprivate var noun: String {
        switch self {
        case .response: "response"
        case .error: "error report"
        case .initError: "report of the failed start"
        case .restoreError: "report of the failed restore"
        case .next, .restoreNext: "request"
        }
    }
}
