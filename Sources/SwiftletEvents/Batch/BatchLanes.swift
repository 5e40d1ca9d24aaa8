/// The indices of the records of a batch, grouped into lanes that are each processed in order.
struct BatchLanes {
    /// Records that are processed in order.
    struct Lane {
        var indices: [Int]
        /// Whether the source is retried from the first failed record of the lane, so that only this one is reported.
        let hasCheckpoint: Bool

        /// The records to report if those from a step on have failed.
        func reported(from step: Int) -> ArraySlice<Int> {
            hasCheckpoint ? indices[step...].prefix(1) : indices[step...]
        }
    }

    let lanes: [Lane]

    init(_ records: [some BatchRecord]) {
        var lanes: [Lane] = []
        var groups: [BatchOrdering: Int] = [:]
        for (index, record) in records.enumerated() {
            let ordering = record.ordering
            if ordering != .none, let lane = groups[ordering] {
                lanes[lane].indices.append(index)
            } else {
                groups[ordering] = lanes.count
                lanes.append(Lane(indices: [index], hasCheckpoint: ordering.hasCheckpoint))
            }
        }
        self.lanes = lanes
    }
}

extension BatchOrdering {
    fileprivate var hasCheckpoint: Bool {
        switch self {
        case .stream, .partition: true
        case .none, .group: false
        }
    }
}
