import Synchronization

/// The metrics that an invocation has recorded and that are not written yet.
///
/// It is bound to the tasks of the invocation as a task-local value, and knows the invocation's request ID. Concurrent
/// invocations, and work that outlives its invocation, therefore never mix up their request IDs.
final class MetricBuffer: Sendable {
    /// The buffer of the invocation handled by the current task.
    @TaskLocal static var current: MetricBuffer?

    /// The metrics of one backend.
    private struct Collected {
        let metrics: CloudWatchMetrics
        var indices: [MetricDefinition: Int] = [:]
        var series: [MetricSeries] = []
    }

    private struct State {
        var collected: [Collected] = []
        var valueCount = 0
        var isClosed = false
    }

    /// The number of values at which they are written before the invocation ends, to limit the memory they use.
    static let valueLimit = 10_000

    let invocation: InvocationIdentity
    private let state = Mutex(State())

    init(of invocation: InvocationIdentity) {
        self.invocation = invocation
    }

    deinit {
        // A stream that was discarded without being read does not end.
        close()
    }

    /// Records a value.
    ///
    /// - Returns: Whether the buffer is open; otherwise the caller must write the value.
    func record(_ value: Double, as definition: MetricDefinition, to metrics: CloudWatchMetrics) -> Bool {
        let (isRecorded, full) = state.withLock { state -> (Bool, [Collected]) in
            guard !state.isClosed else { return (false, []) }
            let position =
                state.collected.firstIndex { $0.metrics === metrics }
                ?? {
                    state.collected.append(Collected(metrics: metrics))
                    return state.collected.count - 1
                }()
            if let index = state.collected[position].indices[definition] {
                state.collected[position].series[index].add(value)
            } else {
                state.collected[position].indices[definition] = state.collected[position].series.count
                state.collected[position].series.append(MetricSeries(definition, value))
            }
            state.valueCount += 1
            return (true, state.valueCount < Self.valueLimit ? [] : Self.take(&state))
        }
        write(full)
        return isRecorded
    }

    /// Writes what has been recorded, and rejects later values.
    func close() {
        write(
            state.withLock { state in
                state.isClosed = true
                return Self.take(&state)
            }
        )
    }

    private static func take(_ state: inout State) -> [Collected] {
        defer {
            state.collected = []
            state.valueCount = 0
        }
        return state.collected
    }

    private func write(_ collected: [Collected]) {
        for entry in collected { entry.metrics.write(entry.series, of: invocation) }
    }
}
