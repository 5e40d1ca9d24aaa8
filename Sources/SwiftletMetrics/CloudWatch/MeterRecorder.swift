import CoreMetrics
import Synchronization

/// A meter of a ``CloudWatchMetrics``, whose value outlives invocations.
final class MeterRecorder: MeterHandler {
    private let metrics: CloudWatchMetrics
    private let definition: MetricDefinition
    private let value = Mutex(0.0)

    init(_ metrics: CloudWatchMetrics, _ definition: MetricDefinition) {
        self.metrics = metrics
        self.definition = definition
    }

    func set(_ value: Int64) {
        set(Double(value))
    }

    func set(_ value: Double) {
        update(to: value) { _ in value }
    }

    func increment(by amount: Double) {
        update(to: amount) { $0 + amount }
    }

    func decrement(by amount: Double) {
        update(to: amount) { $0 - amount }
    }

    /// Changes the value, unless the argument or the result is not a value that CloudWatch accepts.
    private func update(to argument: Double, _ change: (Double) -> Double) {
        let rejected: Double? = value.withLock { value in
            let changed = change(value)
            guard definition.accepts(argument) else { return argument }
            guard definition.accepts(changed) else { return changed }
            value = changed
            // Within the lock, so that the last value recorded is the last one set.
            metrics.record(changed, as: definition)
            return nil
        }
        if let rejected { metrics.record(rejected, as: definition) }
    }
}
