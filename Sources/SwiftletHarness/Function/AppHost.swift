internal import Foundation
internal import Logging
internal import Swiftlet
internal import SwiftletRuntime
internal import SwiftletTesting
internal import Synchronization

/// The app in this process: as a whole, and each of its handlers by its name.
struct AppHost: FunctionHost {
    private let app: App
    private let program: HarnessProgram
    private let maximumStreamedBytes: Int

    init(_ app: App, program: HarnessProgram, maximumStreamedBytes: Int = RuntimeLimit.streamedBytes) {
        self.app = app
        self.program = program
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
            let output = try await program.onLoop { try await handler.respond(to: call.event, context) }
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
        try await program.onLoop { try await app.shutdown() }
    }

    /// What the platform gives a function that asks for nothing else: here it bounds nothing.
    private static let memorySize = 128

    private func context(for call: FunctionCall) -> Context {
        var logger = Logger(label: program.name)
        if let tail = call.tail {
            let shown = logger.handler
            logger = Logger(label: program.name) { _ in TailLogHandler(shown, tail: tail) }
        }
        logger[metadataKey: "request"] = "\(call.id)"
        var context = Context(requestID: call.id, logger: logger)
        context.streamsResponses = call.takesStream
        context.clientContext = call.invocation.clientContext
        context.identity = call.invocation.identity
        context.tenantID = call.invocation.tenantID
        context.traceID = call.invocation.traceID
        context.invokedFunctionARN = call.invocation.functionARN
        return context
    }

    /// Makes the parts of an answer on the app's own thread, each when the one before has been taken.
    private func send(_ stream: StreamedOutput, onEnd end: @escaping @Sendable () -> Void) -> AnswerStream {
        let parts = PartChannel()
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
        Task(executorPreference: program.loop) {
            do {
                try await stream.forEach(write)
                end()
                parts.finish(.success(()))
            } catch {
                end()
                parts.finish(.failure(FunctionFailure(error)))
            }
        }
        return AnswerStream(contentType: stream.contentType, parts: parts)
    }
}

/// What a process uses.
enum ProcessMemory {
    /// The most memory a process has had in use so far.
    ///
    /// - Returns: the number of bytes; `nil` if there is no such process, or no Linux.
    static func peakBytes(of process: pid_t) -> Int? {
        guard let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8) else { return nil }
        for line in status.split(separator: "\n") where line.hasPrefix("VmHWM:") {
            let words = line.split(whereSeparator: \.isWhitespace)
            return words.count > 1 ? Int(words[1]).map { $0 * 1024 } : nil
        }
        return nil
    }
}
