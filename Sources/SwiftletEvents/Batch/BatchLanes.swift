/// The indices of the records of a batch, grouped into lanes that are each processed in order.
struct BatchLanes {
    let lanes: [[Int]]
    private let isStream: Bool

    init(_ records: [some BatchRecord]) {
        var lanes: [[Int]] = []
        var groups: [BatchOrdering: Int] = [:]
        for (index, record) in records.enumerated() {
            let ordering = record.ordering
            if ordering != .none, let lane = groups[ordering] {
                lanes[lane].append(index)
            } else {
                groups[ordering] = lanes.count
                lanes.append([index])
            }
        }
        self.lanes = lanes
        self.isStream = groups[.stream] != nil
    }

    /// The failed records to report: all, or only the first of a stream.
    func reported(_ failed: [Int]) -> [Int] {
        isStream ? Array(failed.prefix(1)) : failed
    }
}
