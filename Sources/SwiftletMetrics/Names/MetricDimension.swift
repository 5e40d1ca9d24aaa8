/// A dimension of a metric: a name and a value that are part of its identity.
struct MetricDimension: Sendable, Hashable {
    let name: String
    let value: String

    init(_ dimension: (name: String, value: String)) {
        name = dimension.name
        value = dimension.value
    }
}
