import Swiftlet
import SwiftletGateway
import SwiftletServer
import Synchronization

/// Logs the platform's lines of an invocation before and after the function's own.
final class InvocationLog: InvocationObserver {
    /// The destination of the log lines.
    struct Destination: Sendable {
        /// Writes a line; `nil` to discard them.
        var print: (@Sendable (String) -> Void)?
        /// The memory size in megabytes.
        var memorySize: Int
        /// The output of the process, if it is read by the CLI.
        var output: OutputPipe?
        /// The peak memory usage in bytes.
        var peakMemory: @Sendable () -> Int? = { nil }
        /// Whether the init duration is meaningful.
        var reportsStart = true
    }

    private let id: String
    private let tail: LogTail?
    private let destination: Destination
    private let onEnd: @Sendable (InvocationEnd) -> Void
    private let hasStarted = Atomic(false)

    init(
        _ call: FunctionCall,
        _ destination: Destination,
        onEnd: @escaping @Sendable (InvocationEnd) -> Void = { _ in }
    ) {
        self.id = call.id
        self.tail = call.tail
        self.destination = destination
        self.onEnd = onEnd
    }

    func delivered() {
        // An event that is delivered again is logged once.
        guard !hasStarted.exchange(true, ordering: .relaxed) else { return }
        if let tail { destination.output?.add(tail) } else { destination.output?.drain() }
        print(InvocationReport.start(id))
    }

    func ended(_ end: InvocationEnd) {
        if !end.wasDelivered {
            // The error output of a failed init phase belongs to the invocation that caused it.
            delivered()
            if let failure = end.failure, end.ending != .timedOut, destination.reportsStart {
                let type = end.reportedType ?? failure.errorType
                print(InvocationReport.failedStart(end.initDuration ?? .zero, errorType: type))
            }
        }
        if let tail { destination.output?.remove(tail) } else { destination.output?.drain() }
        var report = InvocationReport(id: id, memorySize: destination.memorySize)
        report.duration = end.duration
        report.initDuration = destination.reportsStart && end.wasDelivered ? end.initDuration : nil
        report.peakMemory = destination.peakMemory()
        switch end.ending {
        case .timedOut:
            report.status = "timeout"
            if let failure = end.failure { print(failure.errorMessage) }
        case .exited, .initFailed, .invalidMode:
            report.status = end.failure.map { "error\tError Type: \($0.errorType)" }
            if let failure = end.failure { print(failure.errorMessage) }
        case .succeeded, .failed, .tooLarge, .truncated:
            break
        }
        for line in report.end {
            print(line)
        }
        onEnd(end)
    }

    private func print(_ line: String) {
        destination.print?(line)
        tail?.append("\(line)\n".utf8)
    }
}
