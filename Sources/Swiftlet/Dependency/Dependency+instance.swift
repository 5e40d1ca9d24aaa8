extension Dependency {
    /// Returns the instance of a process-lifetime dependency, for middleware, which runs outside a request's scope.
    ///
    /// - Parameter context: The context that middleware, an error handler, an event handler or an ``Invocation`` input received
    ///   from the app.
    /// - Returns: The process's instance.
    /// - Throws: The error thrown by the dependency's closure, or ``DependencyError`` if the dependency has request lifetime
    ///   or the context is not from an app.
    public func instance(context: Context) async throws -> Value {
        guard lifetime.kind == .process else {
            throw DependencyError("\(name) has request lifetime and cannot be resolved outside a request.")
        }
        guard let container = context.container as? DependencyContainer else {
            throw DependencyError("\(name) was resolved outside an app.")
        }
        let scope = RequestScope(Request(), context: context, container: container)
        try await prepare(in: scope)
        guard case .made(let made) = scope.instances[id], let value = made as? Value else {
            throw DependencyError("\(name) could not be created.")
        }
        return value
    }
}
