public import SwiftletJSON

/// An event in a file, and what its response should be.
public struct Fixture: Sendable, Hashable {
    /// The scenario's name and the file's name without its ending, as in `users/02-create`.
    public let name: String
    /// The path of the event's file.
    public let eventPath: String
    /// The path of the expectation's file, whether there is one or not.
    public let expectationPath: String
    /// The event as it is in the file, in UTF-8 without a byte order mark.
    public let event: [UInt8]
    /// What the response should be; `nil` if there is no file that says so.
    public let expectation: Expectation?
    /// How the function is invoked.
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

/// A folder of fixtures that run in the order of their names against one fresh app.
public struct Scenario: Sendable, Hashable {
    /// The folder's path, from the folder that was asked for.
    public let name: String
    /// The fixtures, in order.
    public let fixtures: [Fixture]

    /// Creates a scenario.
    public init(name: String, fixtures: [Fixture]) {
        self.name = name
        self.fixtures = fixtures
    }
}

/// How a function is invoked with an event: what does not stand in the event itself.
///
/// A file `NAME.context.json` beside `NAME.json` says so, and a file `context.json` for a whole folder; of a member that
/// stands in both, the first counts:
///
/// ```json
/// {"handler": "welcome-digest", "clientContext": {"custom": {"dry": true}}, "tenantId": "acme"}
/// ```
public struct FixtureInvocation: Sendable, Hashable {
    /// The handler that answers, by the name under which it would be deployed; `nil` for the whole app.
    public var handler: String?
    /// The client context.
    public var clientContext: JSON?
    /// The Cognito identity.
    public var identity: JSON?
    /// The tenant.
    public var tenantID: String?
    /// The X-Ray trace header.
    public var traceID: String?
    /// The ARN by which the function is invoked.
    public var functionARN: String?

    /// Creates an invocation.
    public init(handler: String? = nil, clientContext: JSON? = nil) {
        self.handler = handler
        self.clientContext = clientContext
    }

    /// Reads the contents of a `context.json`.
    ///
    /// - Throws: ``FixtureError`` with `.invalidFile` if it is no object, or has a member that means nothing.
    init(_ json: JSON, file: String) throws(FixtureError) {
        guard let object = json.object else { throw FixtureError(.invalidFile, "\(file) must hold a JSON object.") }
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
                    "`\(key)` in \(file) means nothing: known are handler, clientContext, identity, tenantId, traceId and "
                        + "functionArn."
                )
            }
        }
    }

    /// The same invocation, with what it leaves open taken from another.
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
