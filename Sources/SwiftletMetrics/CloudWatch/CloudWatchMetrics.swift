public import CoreMetrics
import Glibc
import Swiftlet
import Synchronization

/// A metrics backend that writes CloudWatch's embedded metric format.
///
/// ```swift
/// let metrics = try CloudWatchMetrics(namespace: "Shop", service: "orders")
/// let orders = Counter(label: "OrdersPlaced", factory: metrics)
/// ```
///
/// CloudWatch extracts the metrics from lines of the function's log, so that no request is sent. Within an invocation that
/// ``InvocationMetrics`` measures, values are collected and written before its response is sent. Elsewhere, each value is
/// written immediately. Lines have the request ID and the trace ID of the invocation in which the value was recorded.
///
/// The format and its limits are those of "Specification: Embedded metric format" in the CloudWatch user guide. A metric with
/// an invalid name, too many dimensions or an unsuitable unit is not written, nor is a value that is not a finite number
/// between -2^360 and 2^360. The first of each kind is logged as a warning.
public final class CloudWatchMetrics: MetricsFactory {
    /// The CloudWatch namespace of all metrics.
    public let namespace: String

    /// The dimensions of all metrics.
    private let defaults: [MetricDimension]
    private let formats: [String: MetricFormat]
    private let output: MetricOutput
    private let now: @Sendable () -> Int64
    /// The level in lines, where the platform filters lines by level.
    private let level: String?
    private let faults = FaultLog()

    /// Creates a backend.
    ///
    /// - Parameters:
    ///   - namespace: The CloudWatch namespace, such as `Shop`: 1 to 255 ASCII letters, digits, spaces and `.-_/#:`.
    ///   - service: The value of the dimension `service` of all metrics; `nil` for none.
    ///   - dimensions: Further dimensions of all metrics, such as the stage.
    ///   - formats: The units and resolutions of metrics by label. By default, counters have the unit `Count`, timers
    ///     `Milliseconds`, and other metrics none.
    ///   - output: The destination of the lines.
    /// - Throws: ``CloudWatchMetricsError`` if the namespace or a dimension is invalid.
    public convenience init(
        namespace: String,
        service: String? = nil,
        dimensions: [(String, String)] = [],
        formats: [String: MetricFormat] = [:],
        output: MetricOutput = .standardOutput
    ) throws(CloudWatchMetricsError) {
        let service = service.map { [("service", $0)] } ?? []
        try self.init(
            namespace: namespace,
            dimensions: service + dimensions,
            formats: formats,
            output: output,
            level: nil
        )
    }

    /// Creates a backend with a level in its lines, or `nil` for none, and a clock that returns milliseconds since 1970.
    init(
        namespace: String,
        dimensions: [(String, String)],
        formats: [String: MetricFormat] = [:],
        output: MetricOutput,
        level: String?,
        now: @escaping @Sendable () -> Int64 = { CloudWatchMetrics.currentMilliseconds }
    ) throws(CloudWatchMetricsError) {
        let defaults = dimensions.map(MetricDimension.init)
        let fault = MetricNames.fault(ofNamespace: namespace) ?? MetricNames.fault(of: defaults)
        if let fault { throw CloudWatchMetricsError(.invalidName, fault) }
        self.namespace = namespace
        self.defaults = defaults
        self.formats = formats
        self.output = output
        self.level = level
        self.now = now
    }

    static var currentMilliseconds: Int64 {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }

    // MARK: - Recording

    /// Records a value in the invocation of the current task, or writes it immediately.
    func record(_ value: Double, as definition: MetricDefinition) {
        guard definition.accepts(value) else {
            return report(
                "The metric \(definition.name) cannot have the value \(value): the value is ignored.",
                once: "value of \(definition.name)"
            )
        }
        guard let buffer = MetricBuffer.current else {
            let invocation = Context.current.map(InvocationIdentity.init)
            return write([MetricSeries(definition, value)], of: invocation)
        }
        // Work that the invocation has not waited for records after the response.
        if !buffer.record(value, as: definition, to: self) {
            write([MetricSeries(definition, value)], of: buffer.invocation)
        }
    }

    /// Writes metrics of an invocation.
    func write(_ series: [MetricSeries], of invocation: InvocationIdentity?) {
        var encoder = EmbeddedMetricEncoder(
            namespace: namespace,
            invocation: invocation,
            milliseconds: now(),
            level: level
        )
        for line in encoder.lines(of: series) { output.write(line) }
    }

    /// Logs a warning, unless it, or another with the same key, has been logged before.
    private func report(_ fault: String, once key: String? = nil) {
        guard faults.isNew(key ?? fault) else { return }
        (Context.current?.logger ?? Logger(label: "swiftlet.metrics")).warning("\(fault)")
    }

    /// Returns the definition of a metric, or `nil` if it is invalid, which is logged.
    private func definition(
        _ label: String,
        dimensions: [(String, String)],
        aggregation: MetricAggregation,
        unit: MetricUnit?
    ) -> MetricDefinition? {
        let format = formats[label]
        let definition = MetricDefinition(
            name: label,
            dimensions: defaults + dimensions.map(MetricDimension.init),
            aggregation: aggregation,
            unit: format?.unit ?? unit,
            isHighResolution: format?.isHighResolution ?? false
        )
        guard let fault = MetricNames.fault(of: definition) else { return definition }
        report("\(fault) The metric is not written.")
        return nil
    }

    // MARK: - MetricsFactory

    /// Creates a counter, which writes the sum of its increments in each invocation.
    public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        definition(label, dimensions: dimensions, aggregation: .sum, unit: .count)
            .map { CounterRecorder(self, $0) } ?? NOOPMetricsHandler.instance
    }

    /// Creates a counter, which writes the sum of its increments in each invocation.
    public func makeFloatingPointCounter(
        label: String,
        dimensions: [(String, String)]
    ) -> any FloatingPointCounterHandler {
        definition(label, dimensions: dimensions, aggregation: .sum, unit: .count)
            .map { CounterRecorder(self, $0) } ?? NOOPMetricsHandler.instance
    }

    /// Creates a meter, which writes its last value in each invocation that changes it.
    public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        definition(label, dimensions: dimensions, aggregation: .last, unit: nil)
            .map { MeterRecorder(self, $0) } ?? NOOPMetricsHandler.instance
    }

    /// Creates a recorder, which writes all values of an invocation, or only the last one if it does not aggregate.
    public func makeRecorder(
        label: String,
        dimensions: [(String, String)],
        aggregate: Bool
    ) -> any RecorderHandler {
        definition(label, dimensions: dimensions, aggregation: aggregate ? .values : .last, unit: nil)
            .map { ValueRecorder(self, $0) } ?? NOOPMetricsHandler.instance
    }

    /// Creates a timer, which writes all durations of an invocation.
    ///
    /// CloudWatch has no unit shorter than a microsecond or longer than a second; the preferred display unit is rounded
    /// accordingly.
    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        let valid = definition(label, dimensions: dimensions, aggregation: .values, unit: .milliseconds)
        guard let definition = valid else { return NOOPMetricsHandler.instance }
        guard let unit = definition.unit, unit.nanoseconds != nil else {
            report("The timer \(label) has a unit that is not a unit of time. The metric is not written.")
            return NOOPMetricsHandler.instance
        }
        return TimerRecorder(self, definition, hasFixedUnit: formats[label]?.unit != nil)
    }

    /// Does nothing: counters hold no resources.
    public func destroyCounter(_ handler: any CounterHandler) {}

    /// Does nothing: counters hold no resources.
    public func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}

    /// Does nothing: meters hold no resources.
    public func destroyMeter(_ handler: any MeterHandler) {}

    /// Does nothing: recorders hold no resources.
    public func destroyRecorder(_ handler: any RecorderHandler) {}

    /// Does nothing: timers hold no resources.
    public func destroyTimer(_ handler: any TimerHandler) {}
}
