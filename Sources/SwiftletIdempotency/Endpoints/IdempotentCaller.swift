import HTTPTypes
public import Swiftlet

/// The identity of the caller of an idempotent endpoint: the same key of another caller is another key.
///
/// ```swift
/// Routes("/payments", requires: [payer, Idempotent(idempotency, required: true, caller: .by(payer, \.account))]) {
///     addPayment
/// }
/// ```
public struct IdempotentCaller: Sendable {
    let dependencies: @Sendable () -> [AnyDependency]
    let prepare: @Sendable (RequestScope) async throws -> Void
    let describe: @Sendable (inout OperationDescription) -> Void
    /// Returns the identity, or `nil` if the dependency has no value, because one of its inputs is invalid.
    let identify: @Sendable (RequestScope) throws -> String?

    /// The subject that the platform has authenticated, or else the credentials in the request.
    ///
    /// The subject is the `sub` and `iss` of a token that a JWT authorizer has verified, the ARN of an IAM identity, or the
    /// `principalId` of a Lambda authorizer. Otherwise it is the content of `Authorization`, `X-API-Key` and `Cookie`. A client
    /// that repeats a request with a new token or cookie is then another caller: use ``by(_:_:)`` if they change. Callers
    /// without credentials are one caller.
    public static let credentials = IdempotentCaller { scope in try credentials(of: scope.request) }

    /// A property of the caller, such as the user ID, in a dependency that has authenticated the request.
    ///
    /// - Parameters:
    ///   - dependency: The dependency.
    ///   - identity: Returns the identity.
    /// - Returns: The identity of the caller.
    public static func by<Value>(
        _ dependency: @autoclosure @escaping @Sendable () -> Dependency<Value>,
        _ identity: @escaping @Sendable (Value) -> some LosslessStringConvertible
    ) -> IdempotentCaller {
        let input = Inject(dependency())
        return IdempotentCaller(
            dependencies: { input.dependencies },
            prepare: { try await input.prepare($0) },
            describe: { input.describe(&$0) },
            identify: { scope in
                var validation = Validation()
                return input.extract(from: scope, validation: &validation).map { identity($0).description }
            }
        )
    }

    /// A property of the request, such as a tenant in a header field.
    ///
    /// - Parameter identity: Returns the identity.
    /// - Returns: The identity of the caller.
    public static func by(_ identity: @escaping @Sendable (Request) -> String) -> IdempotentCaller {
        IdempotentCaller { scope in identity(scope.request) }
    }

    private init(
        dependencies: @escaping @Sendable () -> [AnyDependency] = { [] },
        prepare: @escaping @Sendable (RequestScope) async throws -> Void = { _ in },
        describe: @escaping @Sendable (inout OperationDescription) -> Void = { _ in },
        identify: @escaping @Sendable (RequestScope) throws -> String?
    ) {
        self.dependencies = dependencies
        self.prepare = prepare
        self.describe = describe
        self.identify = identify
    }

    private static func credentials(of request: Request) throws -> String {
        var digest = Digest()
        if let claims = request.claims, let subject = claims["sub"]?.string {
            digest.add("claims")
            digest.add(claims["iss"]?.string ?? "")
            digest.add(subject)
        } else if let identity = request.iamIdentity, let arn = (identity["userArn"] ?? identity["principal"])?.string {
            digest.add("iam")
            digest.add(arn)
        } else if let principal = request.authorizerContext?["principalId"]?.string {
            digest.add("principal")
            digest.add(principal)
        } else {
            digest.add("credentials")
            for name in fields {
                let values = request.headers(named: name)
                digest.add("\(values.count)")
                for value in values { digest.add(value) }
            }
        }
        return try digest.finish()
    }

    private static let fields: [HTTPField.Name] =
        [.authorization, .cookie] + [HTTPField.Name("X-API-Key")].compactMap(\.self)
}
