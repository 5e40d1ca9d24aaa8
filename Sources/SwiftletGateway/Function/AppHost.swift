import Foundation
import Logging
package import Swiftlet
import SwiftletFixtures
package import SwiftletIO
import SwiftletServer
import Synchronization

/// Runs the app in this process: the whole app, and each of its handlers by name.
package struct AppHost: FunctionHost {
    private let app: App
    private let name: String
    private let loop: EventLoop
    private let maximumStreamedBytes: Int
    private let tasks = RunningTasks()

    /// Creates a host of an app that has been started.
    ///
    /// - Parameters:
    ///   - app: The app.
    ///   - name: The label of the app's logger.
    ///   - loop: The event loop that runs the app.
    ///   - maximumStreamedBytes: The maximum size of a streamed response.
    package init(
        _ app: App,
        name: String,
        loop: EventLoop,
        maximumStreamedBytes: Int = HTTPEventShape.maximumStreamSize
    ) {
        self.app = app
        self.name = name
        self.loop = loop
        self.maximumStreamedBytes = maximumStreamedBytes
    }

    package var functionNames: [String] { app.handlerNames }

    package func invoke(_ call: FunctionCall) async -> FunctionOutcome {
        let work = BackgroundWork()
        let context = context(for: call, work: work)
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
            let name = call.attributes.handler ?? "app"
            let handler = try app.handler(named: name)
            let output = try await withTaskExecutorPreference(loop) {
                try await Context.$current.withValue(context) {
                    try await handler.respond(to: call.event, context: context)
                }
            }
            switch output {
            case .bytes(let bytes), .content(let bytes, _):
                end()
                if !work.isEmpty { tasks.start(work, context: context, on: loop) }
                guard bytes.count <= HTTPEventShape.maximumEventSize else {
                    return .failure(.responseTooLarge(HTTPEventShape.maximumEventSize))
                }
                return .response(bytes)
            case .stream(let stream):
                return .stream(
                    send(stream) {
                        end()
                        if !work.isEmpty { tasks.start(work, context: context, on: loop) }
                    }
                )
            }
        } catch {
            let failure = FunctionFailure(error)
            call.tail?.append("[ERROR] \(failure)\n".utf8)
            end()
            // The response may have failed after the request had succeeded, such as because it is too large.
            if !work.isEmpty { tasks.start(work, context: context, on: loop) }
            return .failure(failure)
        }
    }

    package func stop() async throws {
        await tasks.stop()
        try await withTaskExecutorPreference(loop) { try await app.shutdown() }
    }

    /// Lambda's default memory size, which is not enforced in process.
    private static let memorySize = 128

    private func context(for call: FunctionCall, work: BackgroundWork) -> Context {
        var logger = Logger(label: name)
        if call.tail != nil || call.onLog != nil {
            let shown = logger.handler
            logger = Logger(label: name) { _ in
                ObservedLogHandler(shown, from: call.onLog == nil ? nil : .debug) { event, metadata in
                    call.tail?.append(event, metadata)
                    call.onLog?(event, metadata)
                }
            }
        }
        logger[metadataKey: "request"] = "\(call.id)"
        var context = Context(requestID: call.id, logger: logger)
        context.backgroundWork = work
        context.function = FunctionInfo(
            name: call.attributes.handler ?? "app",
            memoryLimit: Self.memorySize,
            logGroup: "/aws/lambda/\(call.attributes.handler ?? "app")",
            logStream: "local"
        )
        context.streamsResponses = call.acceptsStream
        context.clientContext = call.attributes.clientContext
        context.identity = call.attributes.identity
        context.tenantID = call.attributes.tenantID
        context.traceID = call.attributes.traceID
        context.invokedFunctionARN = call.attributes.functionARN
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
        Task(executorPreference: loop) {
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
