extension Dependency {
    /// What it makes, for middleware, which stands outside of a request's scope.
    ///
    /// - Parameter context: the invocation.
    /// - Returns: the one instance of the process.
    /// - Throws: what its closure throws, or ``DependencyError`` if it is made for each request, or no app is at work.
    public func instance(_ context: Context) async throws -> Value {
        guard lifetime.kind == .environment else {
            throw DependencyError("\(name) is made for each request, and cannot be had outside of one.")
        }
        guard let (environment, overrides, _) = AppEnvironment.current else {
            throw DependencyError("\(name) was called outside of an app.")
        }
        let scope = RequestScope(Request(), context, environment: environment, overrides: overrides)
        try await prepare(in: scope)
        guard case .made(let made) = scope.instances[id], let value = made as? Value else {
            throw DependencyError("\(name) could not be made.")
        }
        return value
    }
}

extension AppEnvironment {
    /// The environment of the app that serves the current task, what replaces its dependencies, and the exchange if it
    /// serves a request through middleware.
    @TaskLocal static var current: (environment: AppEnvironment, overrides: Overrides, exchange: Exchange?)?
}
