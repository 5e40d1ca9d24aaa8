/// A folder of fixtures that run in name order against one fresh app.
public struct Scenario: Sendable, Hashable {
    /// The path relative to the fixture folder.
    public let name: String
    /// The fixtures in order.
    public let fixtures: [Fixture]

    /// Creates a scenario.
    public init(name: String, fixtures: [Fixture]) {
        self.name = name
        self.fixtures = fixtures
    }
}
