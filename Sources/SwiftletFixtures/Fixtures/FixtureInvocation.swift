public import SwiftletJSON

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
