/// The result of comparing a response with an ``Expectation``.
public struct Comparison: Sendable, Hashable {
    /// The differences; empty if the response matches.
    public internal(set) var differences: [Difference] = []
    /// The values that the expectation saves.
    public internal(set) var saved = SavedValues()

    let known: SavedValues

    init(known: SavedValues) {
        self.known = known
    }

    /// Whether the response matches the expectation.
    public var isMatch: Bool { differences.isEmpty }
}
