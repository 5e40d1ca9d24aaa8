/// The values of a metric within an invocation.
struct MetricSeries: Sendable {
    let definition: MetricDefinition
    private(set) var values: [Double]

    /// Creates a series with its first value.
    init(_ definition: MetricDefinition, _ value: Double) {
        self.definition = definition
        values = [value]
    }

    /// Adds a value, which the definition accepts.
    mutating func add(_ value: Double) {
        switch definition.aggregation {
        case .sum:
            let sum = values[0] + value
            // At the limit of the range, single increments do not matter.
            if definition.accepts(sum) { values[0] = sum }
        case .last:
            values[0] = value
        case .values:
            values.append(value)
        }
    }
}
