import CoreMetrics

/// A recorder or gauge of a ``CloudWatchMetrics``.
final class ValueRecorder: RecorderHandler {
    private let metrics: CloudWatchMetrics
    private let definition: MetricDefinition

    init(_ metrics: CloudWatchMetrics, _ definition: MetricDefinition) {
        self.metrics = metrics
        self.definition = definition
    }

    func record(_ value: Int64) {
        metrics.record(Double(value), as: definition)
    }

    func record(_ value: Double) {
        metrics.record(value, as: definition)
    }
}
