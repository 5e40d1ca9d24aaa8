public import Swiftlet
public import SwiftletJSON

/// The IAM policy that a Lambda authorizer returns.
public struct AuthorizerPolicy: EventOutput {
    /// The effect of a statement.
    public enum Effect: String, Sendable, Hashable {
        /// Access is allowed.
        case allow = "Allow"
        /// Access is denied; takes precedence over `allow`.
        case deny = "Deny"
    }

    /// A policy statement.
    public struct Statement: Sendable, Hashable {
        /// Whether access to the methods is allowed or denied.
        public var effect: Effect
        /// The ARNs of the methods; `*` is a wildcard.
        public var resources: [String]

        /// Creates a statement.
        public init(_ effect: Effect, _ resources: [String]) {
            self.effect = effect
            self.resources = resources
        }
    }

    /// The principal ID, which identifies the client.
    public var principalID: String
    /// The policy statements.
    public var statements: [Statement]
    /// The context passed to the integration's function, available as `Request.authorizerContext`.
    public var context: AuthorizerContext
    /// The API key whose usage plan applies, if the API's key source is `AUTHORIZER`.
    public var usageIdentifierKey: String?

    /// Creates a policy.
    public init(
        principalID: String,
        statements: [Statement],
        context: AuthorizerContext = [:],
        usageIdentifierKey: String? = nil
    ) {
        self.principalID = principalID
        self.statements = statements
        self.context = context
        self.usageIdentifierKey = usageIdentifierKey
    }

    /// A policy that allows every method of the requested stage.
    ///
    /// API Gateway caches the policy, for 300 seconds by default, and applies it to every request with the same token: until
    /// it expires, the client may call every method of the stage. If authorization depends on the method or path, use
    /// ``allowOnly(_:_:context:)``, or list the permitted methods with
    /// ``init(principalID:statements:context:usageIdentifierKey:)``.
    ///
    /// - Parameters:
    ///   - principalID: The principal ID, which identifies the client.
    ///   - methodARN: The ARN in the event.
    ///   - context: The values that the API passes to the function in the request context.
    /// - Returns: The policy.
    public static func allow(
        _ principalID: String,
        _ methodARN: String,
        context: AuthorizerContext = [:]
    ) -> AuthorizerPolicy {
        AuthorizerPolicy(principalID: principalID, statements: [Statement(.allow, [all(methodARN)])], context: context)
    }

    /// A policy that allows only the requested method and path.
    ///
    /// Disable authorizer caching for the API: while this policy is cached, the client's requests to other methods and paths
    /// are rejected.
    ///
    /// A path with `*` or `?` is denied: it comes from the client, and the policy would interpret it as a wildcard.
    ///
    /// - Parameters:
    ///   - principalID: The principal ID, which identifies the client.
    ///   - methodARN: The ARN in the event.
    ///   - context: The values that the API passes to the function in the request context.
    /// - Returns: The policy.
    public static func allowOnly(
        _ principalID: String,
        _ methodARN: String,
        context: AuthorizerContext = [:]
    ) -> AuthorizerPolicy {
        let hasWildcard = methodARN.utf8.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }
        let statement = Statement(hasWildcard ? .deny : .allow, [methodARN])
        return AuthorizerPolicy(principalID: principalID, statements: [statement], context: context)
    }

    /// A policy that denies every method of the requested stage; the API responds with status 403.
    public static func deny(
        _ principalID: String,
        _ methodARN: String,
        context: AuthorizerContext = [:]
    ) -> AuthorizerPolicy {
        AuthorizerPolicy(principalID: principalID, statements: [Statement(.deny, [all(methodARN)])], context: context)
    }

    private static func all(_ methodARN: String) -> String {
        ExecuteARN(methodARN)?.allMethods.description ?? methodARN
    }

    /// Writes the policy in the format of API Gateway.
    public func encodeEvent(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("principalId")
        writer.string(principalID)
        writer.key("policyDocument")
        writer.beginObject()
        writer.key("Version")
        writer.string("2012-10-17")
        writer.key("Statement")
        writer.beginArray()
        for statement in statements {
            writer.beginObject()
            writer.key("Action")
            writer.string("execute-api:Invoke")
            writer.key("Effect")
            writer.string(statement.effect.rawValue)
            writer.key("Resource")
            writer.beginArray()
            for resource in statement.resources {
                writer.string(resource)
            }
            writer.endArray()
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        if !context.values.isEmpty {
            writer.key("context")
            writer.value(.object(context.flattened))
        }
        if let usageIdentifierKey {
            writer.key("usageIdentifierKey")
            writer.string(usageIdentifierKey)
        }
        writer.endObject()
    }
}
