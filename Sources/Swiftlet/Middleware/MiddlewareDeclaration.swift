/// What ``Middleware`` and ``EventMiddleware`` declare for the checks at startup.
public protocol MiddlewareDeclaration: Sendable {
    /// The dependencies that it resolves with ``Dependency/instance(context:)``.
    ///
    /// They are validated at startup, and must have process lifetime.
    var dependencies: [AnyDependency] { get }

    /// The errors in its configuration, one sentence each, which are thrown as an ``AppError`` at startup.
    var configurationErrors: [String] { get }
}

extension MiddlewareDeclaration {
    /// Defaults to an empty array.
    public var dependencies: [AnyDependency] { [] }

    /// Defaults to an empty array.
    public var configurationErrors: [String] { [] }
}
