/// The goal for a ratio.
///
/// A goal that is not met is only reported: the machine may be busy.
struct Goal {
    private enum Direction {
        case atMost
        case atLeast
    }

    private let direction: Direction
    private let limit: Double

    static func atMost(_ limit: Double) -> Goal { Goal(direction: .atMost, limit: limit) }
    static func atLeast(_ limit: Double) -> Goal { Goal(direction: .atLeast, limit: limit) }

    func isMet(by ratio: Double) -> Bool {
        switch direction {
        case .atMost: ratio <= limit
        case .atLeast: ratio >= limit
        }
    }

    /// The limit, and whether the ratio meets it.
    func verdict(on ratio: Double) -> String {
        let sign = direction == .atMost ? "<=" : ">="
        return "\(sign) \(Format.ratio(limit)): \(isMet(by: ratio) ? "met" : "not met")"
    }
}
