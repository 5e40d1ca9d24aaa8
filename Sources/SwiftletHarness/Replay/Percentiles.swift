/// Percentiles of durations.
struct Percentiles: Sendable {
    private let sorted: [Duration]

    /// - Parameter durations: At least one duration, in any order.
    init(_ durations: [Duration]) {
        sorted = durations.sorted()
    }

    /// The percentile by the nearest-rank method.
    subscript(_ percent: Int) -> Duration {
        guard !sorted.isEmpty else { return .zero }
        let rank = (percent * sorted.count + 99) / 100
        return sorted[max(0, min(sorted.count, rank) - 1)]
    }
}
