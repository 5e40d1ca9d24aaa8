/// How the values of a metric are combined within an invocation.
enum MetricAggregation: Sendable, Hashable {
    /// The sum of values that must not be negative.
    case sum
    /// The last value.
    case last
    /// All values, in order.
    case values
}
