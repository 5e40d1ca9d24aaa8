import Foundation
import Logging
import Swiftlet
import SwiftletFixtures
import SwiftletRuntime
import Synchronization

/// Runs the app in this process: the whole app, and each of its handlers by name.
struct AppHost: FunctionHost {
    private let app: App
    private let cli: HarnessCLI
    private let maximumStreamedBytes: Int

    init(_ app: App, cli: HarnessCLI, maximumStreamedBytes: Int = RuntimeLimit.streamedBytes) {
        self.app = app
        self.cli = cli
        self.maximumStreamedBytes = maximumStreamedBytes
    }

    var functionNames: [String] { app.handlerNames }

    func invoke(_ call: FunctionCall) async -> FunctionOutcome {
        let context = context(for: call)
        let clock = ContinuousClock()
        let start = clock.now
        call.tail?.append("\(InvocationReport.start(call.id))\n".utf8)
        let end = { @Sendable [tail = call.tail, id = call.id] in
            guard let tail else { return }
            var report = InvocationReport(id: id, memorySize: Self.memorySize)
            report.duration = start.duration(to: clock.now)
            report.peakMemory = ProcessMemory.peakBytes(of: getpid())
            for line in report.end {
                tail.append("\(line)\n".utf8)
            }
        }
        do {
            let name = call.invocation.handler ?? "app"
            let handler = try app.handler(named: name)
            let output = try await cli.onLoop { try await handler.respond(to: call.event, context: context) }
            switch output {
            case .bytes(let bytes):
                end()
                guard bytes.count <= RuntimeLimit.payloadBytes else {
                    return .failure(.responseTooLarge(RuntimeLimit.payloadBytes))
                }
                return .response(bytes)
            case .stream(let stream):
                return .stream(send(stream, onEnd: end))
            }
        } catch {
            let failure = FunctionFailure(error)
            call.tail?.append("[ERROR] \(failure)\n".utf8)
            end()
            return .failure(failure)
        }
    }

    func stop() async throws {
        try await cli.onLoop { try await app.shutdown() }
    }

    /// Lambda's default memory size, which is not enforced in process.
    private static let memorySize = 128

    private func context(for call: FunctionCall) -> Context {
        var logger = Logger(label: cli.name)
        if let tail = call.tail {
            let shown = logger.handler
            logger = Logger(label: cli.name) { _ in TailLogHandler(shown, tail: tail) }
        }
        logger[metadataKey: "request"] = "\(call.id)"
        var context = Context(requestID: call.id, logger: logger)
        context.streamsResponses = call.acceptsStream
        context.clientContext = call.invocation.clientContext
        context.identity = call.invocation.identity
        context.tenantID = call.invocation.tenantID
        context.traceID = call.invocation.traceID
        context.invokedFunctionARN = call.invocation.functionARN
        return context
    }

    /// Streams a response from the app's thread with back pressure: a chunk is produced once the previous one is consumed.
    private func send(_ stream: StreamedOutput, onEnd end: @escaping @Sendable () -> Void) -> ResponseStream {
        let parts = ChunkChannel()
        let limit = maximumStreamedBytes
        let sent = Mutex(0)
        let write: BodyStream.Write = { part in
            let total = sent.withLock { sent in
                sent += part.count
                return sent
            }
            guard total <= limit else { throw FunctionFailure.responseTooLarge(limit) }
            try await parts.send(part)
        }
        Task(executorPreference: cli.loop) {
            do {
                try await stream.forEach(write)
                end()
                parts.finish(.success(()))
            } catch {
                end()
                parts.finish(.failure(FunctionFailure(error)))
            }
        }
        return ResponseStream(contentType: stream.contentType, parts: parts)
    }
}
