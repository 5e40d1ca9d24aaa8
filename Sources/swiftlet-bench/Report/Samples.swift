/// Samples of one quantity, with median and quantiles.
struct Samples {
    private var sorted: [Double] = []

    init(_ values: [Double] = []) {
        sorted = values.sorted()
    }

    var count: Int { sorted.count }

    /// The median; `nil` without samples.
    var median: Double? { quantile(0.5) }

    /// The quantile, linearly interpolated.
    func quantile(_ share: Double) -> Double? {
        guard let last = sorted.indices.last else { return nil }
        let position = share * Double(last)
        let lower = Int(position)
        let upper = min(lower + 1, last)
        return sorted[lower] + (sorted[upper] - sorted[lower]) * (position - Double(lower))
    }

    /// From the tenth to the ninetieth percentile.
    var spread: (low: Double, high: Double)? {
        guard let low = quantile(0.1), let high = quantile(0.9) else { return nil }
        return (low, high)
    }
}
