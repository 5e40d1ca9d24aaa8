public import SwiftletJSON

/// An authorizer's answer as an IAM policy.
public struct AuthorizerPolicy: EventOutput {
    /// Whether what a statement names may be done.
    public enum Effect: String, Sendable, Hashable {
        /// It may.
        case allow = "Allow"
        /// It may not, whatever another statement says.
        case deny = "Deny"
    }

    /// A statement of the policy.
    public struct Statement: Sendable, Hashable {
        /// Whether the methods may be called.
        public var effect: Effect
        /// The ARNs of the methods, in which `*` stands for anything.
        public var resources: [String]

        /// Creates a statement.
        public init(_ effect: Effect, _ resources: [String]) {
            self.effect = effect
            self.resources = resources
        }
    }

    /// Who the client is.
    public var principalID: String
    /// The statements.
    public var statements: [Statement]
    /// What the function behind the API is told, as ``Request/authorizerContext``.
    public var context: AuthorizerContext
    /// The API key whose usage plan applies, where the API takes it from the authorizer.
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

    /// A policy that allows the client every method of the stage it asks for.
    ///
    /// An API caches a policy for some time, 300 seconds unless it is set otherwise, and applies it to every request with
    /// the same token: whatever was checked, for that time the client may call every method of the stage. Where a check
    /// depends on the method or the path, use ``allowOnly(_:_:context:)``, or list what the client may call with
    /// ``init(principalID:statements:context:usageIdentifierKey:)``.
    ///
    /// - Parameters:
    ///   - principalID: who the client is.
    ///   - methodARN: the ARN in the event.
    ///   - context: values that the API passes to the function in the request context.
    /// - Returns: the policy.
    public static func allow(
        _ principalID: String,
        _ methodARN: String,
        context: AuthorizerContext = [:]
    ) -> AuthorizerPolicy {
        AuthorizerPolicy(principalID: principalID, statements: [Statement(.allow, [all(methodARN)])], context: context)
    }

    /// A policy that allows the client the one method and path it asks for.
    ///
    /// An API that caches policies rejects the client's requests to other methods and paths while it keeps this one: turn
    /// its caching of authorizer results off.
    ///
    /// A path with `*` or `?` is denied: the client chose it, and a policy would read it as a wildcard.
    ///
    /// - Parameters:
    ///   - principalID: who the client is.
    ///   - methodARN: the ARN in the event.
    ///   - context: values that the API passes to the function in the request context.
    /// - Returns: the policy.
    public static func allowOnly(
        _ principalID: String,
        _ methodARN: String,
        context: AuthorizerContext = [:]
    ) -> AuthorizerPolicy {
        let hasWildcard = methodARN.utf8.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }
        let statement = Statement(hasWildcard ? .deny : .allow, [methodARN])
        return AuthorizerPolicy(principalID: principalID, statements: [statement], context: context)
    }

    /// A policy that forbids the client every method of the stage: the API answers with status 403.
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

    /// Writes the policy as an API reads it.
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

/// An authorizer's simple answer, for an HTTP API that is set to it: yes or no.
public struct AuthorizerDecision: EventOutput {
    /// Whether the request may pass.
    public var isAuthorized: Bool
    /// What the function behind the API is told, as ``Request/authorizerContext``.
    public var context: AuthorizerContext

    /// Creates a decision.
    public init(isAuthorized: Bool, context: AuthorizerContext = [:]) {
        self.isAuthorized = isAuthorized
        self.context = context
    }

    /// The request may pass.
    public static func allow(context: AuthorizerContext = [:]) -> AuthorizerDecision {
        AuthorizerDecision(isAuthorized: true, context: context)
    }

    /// The request may not pass: the API answers with status 403.
    public static var deny: AuthorizerDecision { AuthorizerDecision(isAuthorized: false) }

    /// Writes the decision as an API reads it.
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

/// What an authorizer tells the function behind the API.
public struct AuthorizerContext: Sendable, Hashable, ExpressibleByDictionaryLiteral {
    /// The names and values.
    public var values: JSONObject

    /// Creates a context.
    public init(_ values: JSONObject) {
        self.values = values
    }

    /// Creates a context of a literal.
    public init(dictionaryLiteral members: (String, JSON)...) {
        values = JSONObject(members.map { (key: $0.0, value: $0.1) })
    }

    /// The context as a policy may have it: strings, numbers and booleans; arrays and objects as their JSON text.
    ///
    /// An API refuses a policy with anything else, and with it the request.
    var flattened: JSONObject {
        JSONObject(
            values.compactMap { (key, value) in
                switch value {
                case .string, .number, .bool: (key: key, value: value)
                case .null: nil
                case .array, .object: (key: key, value: .string(value.description))
                }
            }
        )
    }
}
