import Logging
import Swiftlet
import SwiftletIO

/// Polls the runtime API: fetches an event, runs the handler and sends the response, one after another.
///
/// It belongs to one task on the loop.
final class Worker {
    /// The reason for which a worker ended.
    enum End: Sendable, Hashable {
        /// It was asked to stop, and its last event has a response.
        case stopped
        /// The process cannot continue, and exits with this code.
        case failed(Int32)
    }

    let runner: InvocationRunner
    let client: RuntimeClient
    let gate: WorkerGate
    /// The worker's index.
    let index: Int
    var logger: Logger { runner.logger }
    /// The work to run after the response of the current invocation; reused, so that most invocations allocate nothing.
    private let work = BackgroundWork()

    init(_ runner: InvocationRunner, client: RuntimeClient, gate: WorkerGate, index: Int) {
        self.runner = runner
        self.client = client
        self.gate = gate
        self.index = index
    }

    /// Serves events until the worker is asked to stop, or the process cannot continue.
    func run() async -> End {
        var failures = 0
        while true {
            guard gate.beginWaiting(for: client.connection) else { return .stopped }
            let result: Result<RuntimeClient.NextReply, any Error>
            do {
                result = .success(try await client.fetch())
            } catch {
                result = .failure(error)
            }
            gate.endWaiting()
            let failure: String
            switch result {
            case .success(.event(let head, let event)):
                failures = 0
                if case .exit(let code) = await serve(head, event) { return .failed(code) }
                continue
            case .success(.status(let status)):
                guard case .continue = StatusAction(.next, status: status) else {
                    logger.critical("The runtime API returned status \(status) for the event request: exiting.")
                    return .failed(1)
                }
                failures = 0
                if await pause(runner.retry.idleDelay) { continue }
                return .stopped
            case .success(.missingRequestID):
                failure = "The event has no \(RuntimeHeader.requestID) header."
            case .failure(is CancellationError):
                return .stopped
            case .failure(let error):
                failure = String(describing: error)
            }
            failures += 1
            guard let delay = runner.retry.delay(afterFailures: failures) else {
                logger.critical("The runtime API cannot be reached: exiting. \(failure)")
                return .failed(1)
            }
            logger.warning("Fetching the next event failed: retrying. \(failure)")
            guard await pause(delay) else { return .stopped }
        }
    }

    /// Sleeps, and returns `false` if the worker must stop.
    private func pause(_ duration: Duration) async -> Bool {
        guard gate.beginWaiting() else { return false }
        defer { gate.endWaiting() }
        do {
            try await runner.loop.sleep(for: duration)
            return true
        } catch {
            return false
        }
    }

    // MARK: - Serving

    private func serve(_ head: InvocationHead, _ event: [UInt8]) async -> StatusAction {
        let (context, result) = await runner.run(event, head: head, worker: index, leaving: work)
        defer { runner.end(worker: index) }
        let action = await send(result, for: head, context: context)
        // Whether or not the response was sent: the invocation has had its effects.
        if !work.isEmpty { await runner.run(work, context: context) }
        return action
    }

    @inline(__always)
    private func send(
        _ result: Result<HandlerOutput, any Error>,
        for head: InvocationHead,
        context: Context
    ) async -> StatusAction {
        switch result {
        case .success(.bytes(let bytes)) where bytes.count <= RuntimeLimit.payloadBytes:
            return settle(await client.respond(bytes, to: head), of: .response, context: context)
        case .success(.content(_, let type)) where !HTTPFieldLines.isValue(type):
            let message = "The content type of the response is not a valid header field value."
            return await fail(
                ErrorReport(.function("InvalidContentType"), message: message),
                for: head,
                context: context
            )
        case .success(.content(let bytes, let type)) where bytes.count <= RuntimeLimit.payloadBytes:
            let delivery = await client.respond(bytes, contentType: type, to: head)
            return settle(delivery, of: .response, context: context)
        case .success(.bytes(let bytes)), .success(.content(let bytes, _)):
            let report = ErrorReport(
                .function("ResponseSizeTooLarge"),
                message: "The response has \(bytes.count) bytes, more than the \(RuntimeLimit.payloadBytes) that the "
                    + "platform accepts."
            )
            return await fail(report, for: head, context: context)
        case .success(.stream(let stream)):
            return await send(stream, for: head, context: context)
        case .failure(let error):
            return await fail(error, for: head, context: context)
        }
    }

    // MARK: - Outcome

    /// Reports a failed invocation to the platform.
    func fail(_ error: any Error, for head: InvocationHead, context: Context) async -> StatusAction {
        context.logger.error("The invocation failed.", error: error)
        return settle(await client.fail(ErrorReport(error), head), of: .error, context: context)
    }

    /// Decides how to continue, and logs what the platform did not accept.
    func settle(_ delivery: RuntimeClient.Delivery, of phase: StatusAction.Phase, context: Context) -> StatusAction {
        switch delivery {
        case .replied(let status, let isRepeated):
            let action = StatusAction(phase, status: status, isRepeated: isRepeated)
            switch action {
            case .continue:
                break
            case .drop:
                let reason = status == 413 ? ", which is larger than the platform accepts" : ""
                context.logger.error(
                    "The runtime API returned status \(status) for the \(phase.noun)\(reason): dropping it."
                )
            case .exit:
                context.logger.critical("The runtime API returned status \(status) for the \(phase.noun): exiting.")
            }
            return action
        case .unknown(let error):
            context.logger.error(
                "The connection broke while sending the \(phase.noun): the platform may or may not have it. \(error)"
            )
            return .drop
        case .undelivered(let error):
            context.logger.error("The \(phase.noun) could not be sent. \(error)")
            return .drop
        }
    }
}

extension StatusAction.Phase {
    fileprivate var noun: String {
        switch self {
        case .response: "response"
        case .error: "error report"
        case .initError: "initialization error"
        case .restoreError: "restore error"
        case .next, .restoreNext: "request"
        }
    }
}
