/// A metric: its name and dimensions, how values are combined, and how CloudWatch stores them.
struct MetricDefinition: Sendable, Hashable {
    let name: String
    let dimensions: [MetricDimension]
    let aggregation: MetricAggregation
    var unit: MetricUnit?
    let isHighResolution: Bool

    /// The largest magnitude of a value that CloudWatch stores, 2^360 (`MetricDatum` in the CloudWatch API reference).
    private static let valueLimit = Double(sign: .plus, exponent: 360, significand: 1)

    /// Whether a value is valid: finite, not too large, and for a counter not negative.
    func accepts(_ value: Double) -> Bool {
        value.isFinite && value.magnitude <= Self.valueLimit && (aggregation != .sum || value >= 0)
    }
}
