import CoreMetrics

/// A counter of a ``CloudWatchMetrics``.
final class CounterRecorder: CounterHandler, FloatingPointCounterHandler {
    private let metrics: CloudWatchMetrics
    private let definition: MetricDefinition

    init(_ metrics: CloudWatchMetrics, _ definition: MetricDefinition) {
        self.metrics = metrics
        self.definition = definition
    }

    func increment(by amount: Int64) {
        metrics.record(Double(amount), as: definition)
    }

    func increment(by amount: Double) {
        metrics.record(amount, as: definition)
    }

    /// Does nothing: CloudWatch stores increments, not a total.
    func reset() {}
}
