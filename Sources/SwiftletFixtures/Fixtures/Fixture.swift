/// An event file and its expected response.
public struct Fixture: Sendable, Hashable {
    /// The name of the scenario and of the file, without the extension, as in `users/02-create`.
    public let name: String
    /// The path of the event file.
    public let eventPath: String
    /// The path of the expectation file, which may not exist.
    public let expectationPath: String
    /// The contents of the event file, in UTF-8 without a byte order mark.
    public let event: [UInt8]
    /// The expected response; `nil` if there is no expectation file.
    public let expectation: Expectation?
    /// The attributes of the invocation.
    public let invocation: FixtureInvocation

    /// Creates a fixture.
    public init(
        name: String,
        eventPath: String,
        expectationPath: String,
        event: [UInt8],
        expectation: Expectation?,
        invocation: FixtureInvocation = FixtureInvocation()
    ) {
        self.name = name
        self.eventPath = eventPath
        self.expectationPath = expectationPath
        self.event = event
        self.expectation = expectation
        self.invocation = invocation
    }
}
