public import SwiftletJSON

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

/// The attributes of an invocation that are not part of the event.
///
/// They are read from the file `NAME.context.json` beside `NAME.json`, and from `context.json` for a whole folder. Members of
/// the former take precedence:
///
/// ```json
/// {"handler": "welcome-digest", "clientContext": {"custom": {"dry": true}}, "tenantId": "acme"}
/// ```
public struct FixtureInvocation: Sendable, Hashable {
    /// The name of the handler as in a deployment; `nil` for the whole app.
    public var handler: String?
    /// The client context.
    public var clientContext: JSON?
    /// The Cognito identity.
    public var identity: JSON?
    /// The tenant id.
    public var tenantID: String?
    /// The X-Ray trace header.
    public var traceID: String?
    /// The invoked function ARN.
    public var functionARN: String?

    /// Creates an invocation.
    public init(handler: String? = nil, clientContext: JSON? = nil) {
        self.handler = handler
        self.clientContext = clientContext
    }

    /// Parses a `context.json` file.
    ///
    /// - Throws: ``FixtureError`` with `.invalidFile` if it is not an object, or has an unknown member.
    init(_ json: JSON, file: String) throws(FixtureError) {
        guard let object = json.object else { throw FixtureError(.invalidFile, "\(file) must contain a JSON object.") }
        for (key, value) in object {
            switch (key, value) {
            case ("handler", .string(let name)): handler = name
            case ("clientContext", _): clientContext = value
            case ("identity", _): identity = value
            case ("tenantId", .string(let id)): tenantID = id
            case ("traceId", .string(let id)): traceID = id
            case ("functionArn", .string(let arn)): functionARN = arn
            case ("handler", _), ("tenantId", _), ("traceId", _), ("functionArn", _):
                throw FixtureError(.invalidFile, "`\(key)` in \(file) must be a string.")
            default:
                throw FixtureError(
                    .invalidFile,
                    "Unknown member `\(key)` in \(file): supported are handler, clientContext, identity, tenantId, traceId and "
                        + "functionArn."
                )
            }
        }
    }

    /// The invocation with defaults from another one.
    func completed(by other: FixtureInvocation) -> FixtureInvocation {
        var invocation = self
        invocation.handler = handler ?? other.handler
        invocation.clientContext = clientContext ?? other.clientContext
        invocation.identity = identity ?? other.identity
        invocation.tenantID = tenantID ?? other.tenantID
        invocation.traceID = traceID ?? other.traceID
        invocation.functionARN = functionARN ?? other.functionARN
        return invocation
    }
}
