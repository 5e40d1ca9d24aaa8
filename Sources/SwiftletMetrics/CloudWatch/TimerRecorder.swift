import CoreMetrics
import Synchronization

/// A timer of a ``CloudWatchMetrics``.
final class TimerRecorder: TimerHandler {
    private let metrics: CloudWatchMetrics
    private let definition: Mutex<MetricDefinition>
    private let hasFixedUnit: Bool

    /// Creates a timer from a metric with a unit of time; with a fixed unit, the preferred display unit is ignored.
    init(_ metrics: CloudWatchMetrics, _ definition: MetricDefinition, hasFixedUnit: Bool) {
        self.metrics = metrics
        self.definition = Mutex(definition)
        self.hasFixedUnit = hasFixedUnit
    }

    func recordNanoseconds(_ duration: Int64) {
        let definition = definition.withLock { $0 }
        metrics.record(Double(duration) / (definition.unit?.nanoseconds ?? 1), as: definition)
    }

    func preferDisplayUnit(_ unit: TimeUnit) {
        guard !hasFixedUnit else { return }
        definition.withLock { definition in
            definition.unit =
                switch unit {
                case .nanoseconds, .microseconds: .microseconds
                case .milliseconds: .milliseconds
                default: .seconds
                }
        }
    }
}
