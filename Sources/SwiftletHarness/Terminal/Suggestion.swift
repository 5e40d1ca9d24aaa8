/// Suggests a known name for a misspelled one.
enum Suggestion {
    /// The most similar known name, or `nil` if none is similar.
    static func nearest(to name: String, among known: [String]) -> String? {
        let ranked = known.map { (name: $0, distance: distance(name.lowercased(), $0.lowercased())) }
        guard let best = ranked.min(by: { ($0.distance, $0.name) < ($1.distance, $1.name) }) else { return nil }
        let limit = max(2, name.count / 3)
        if best.distance <= limit { return best.name }
        // A substring counts as similar.
        return known.filter { $0.lowercased().contains(name.lowercased()) }.min { ($0.count, $0) < ($1.count, $1) }
    }

    /// A "Did you mean" sentence with a leading space; empty if no name is similar.
    static func sentence(for name: String, among known: [String]) -> String {
        nearest(to: name, among: known).map { " Did you mean \"\($0)\"?" } ?? ""
    }

    /// The edit distance, with transposition of adjacent characters (Damerau-Levenshtein).
    static func distance(_ first: String, _ second: String) -> Int {
        let (first, second) = (Array(first), Array(second))
        guard !first.isEmpty, !second.isEmpty else { return max(first.count, second.count) }
        var before: [Int] = []
        var previous = Array(0...second.count)
        for row in 1...first.count {
            var current = [row]
            for column in 1...second.count {
                let isSame = first[row - 1] == second[column - 1]
                var least = min(
                    previous[column] + 1,
                    current[column - 1] + 1,
                    previous[column - 1] + (isSame ? 0 : 1)
                )
                let isSwapped =
                    row > 1 && column > 1 && first[row - 1] == second[column - 2]
                    && first[row - 2] == second[column - 1]
                if isSwapped { least = min(least, before[column - 2] + 1) }
                current.append(least)
            }
            (before, previous) = (previous, current)
        }
        return previous[second.count]
    }
}
