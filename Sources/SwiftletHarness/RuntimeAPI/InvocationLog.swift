import SwiftletTesting

/// What is logged around one invocation: the lines of the platform, between which the function's own come.
struct InvocationLog: InvocationObserver {
    /// Where lines go.
    struct Destination: Sendable {
        /// Writes a line; `nil` for none.
        var print: (@Sendable (String) -> Void)?
        /// What a function may use, in megabytes.
        var memorySize: Int
        /// The output of the process, where it is read here.
        var output: OutputPipe?
        /// The most memory the process has used, in bytes.
        var peakMemory: @Sendable () -> Int? = { nil }
        /// Whether the time a process took to start says anything.
        var reportsStart = true
    }

    private let id: String
    private let tail: LogTail?
    private let destination: Destination
    private let onEnd: @Sendable (InvocationEnd) -> Void
    private let start = Once()

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
        // Once, even if the event has to be delivered again.
        guard start.take() else { return }
        if let tail { destination.output?.add(tail) } else { destination.output?.drain() }
        print(InvocationReport.start(id))
    }

    func ended(_ end: InvocationEnd) {
        if !end.wasDelivered {
            // What the process said of its failure belongs to the invocation that waited for it.
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
        case .answered, .failed, .tooLarge, .truncated:
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
