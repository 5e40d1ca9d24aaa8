public import Swiftlet
public import SwiftletJSON

/// The simple response of a Lambda authorizer, for an HTTP API that enables it.
public struct AuthorizerDecision: EventOutput {
    /// Whether the request is authorized.
    public var isAuthorized: Bool
    /// The context passed to the integration's function, available as `Request.authorizerContext`.
    public var context: AuthorizerContext

    /// Creates a decision.
    public init(isAuthorized: Bool, context: AuthorizerContext = [:]) {
        self.isAuthorized = isAuthorized
        self.context = context
    }

    /// A decision that authorizes the request.
    public static func allow(context: AuthorizerContext = [:]) -> AuthorizerDecision {
        AuthorizerDecision(isAuthorized: true, context: context)
    }

    /// A decision that denies the request; the API responds with status 403.
    public static var deny: AuthorizerDecision { AuthorizerDecision(isAuthorized: false) }

    /// Writes the decision in the format of API Gateway.
    public func encodeEvent(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("isAuthorized")
        writer.bool(isAuthorized)
        if !context.values.isEmpty {
            writer.key("context")
            writer.value(.object(context.values))
        }
        writer.endObject()
    }
}
