/// Measurements of one thing, and what the middle and the edges of them are.
struct Samples {
    private var sorted: [Double] = []

    init(_ values: [Double] = []) {
        sorted = values.sorted()
    }

    var count: Int { sorted.count }

    /// Half of the measurements are below.
    ///
    /// `nil` without any.
    var median: Double? { quantile(0.5) }

    /// The measurement below which the share `share` lies, between two neighbours by proportion.
    func quantile(_ share: Double) -> Double? {
        guard let last = sorted.indices.last else { return nil }
        let place = share * Double(last)
        let lower = Int(place)
        let upper = min(lower + 1, last)
        return sorted[lower] + (sorted[upper] - sorted[lower]) * (place - Double(lower))
    }

    /// From the tenth to the ninetieth percentile.
    var spread: (low: Double, high: Double)? {
        guard let low = quantile(0.1), let high = quantile(0.9) else { return nil }
        return (low, high)
    }
}
