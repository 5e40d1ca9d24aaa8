/// How CloudWatch stores a metric: its unit and resolution.
///
/// ```swift
/// let sizes = try CloudWatchMetrics(
///     namespace: "Shop",
///     formats: [
///         "UploadSize": MetricFormat(unit: .bytes),
///         "QueueDepth": MetricFormat(unit: .count, isHighResolution: true),
///     ]
/// )
/// ```
public struct MetricFormat: Sendable, Hashable {
    /// The unit, or `nil` for the default of the kind of metric.
    ///
    /// Timers require a unit of time.
    public var unit: MetricUnit?
    /// Whether values are stored with a resolution of one second instead of one minute.
    public var isHighResolution: Bool

    /// Creates a format.
    public init(unit: MetricUnit? = nil, isHighResolution: Bool = false) {
        self.unit = unit
        self.isHighResolution = isHighResolution
    }
}
