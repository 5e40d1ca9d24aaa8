extension App {
    /// Runs an operation with dependencies of the app outside of a request, such as a command of the CLI.
    ///
    /// ```swift
    /// try await app.withDependencies(Inject(userService)) { users in try await users.promote(email: email) }
    /// ```
    ///
    /// The operation has a scope of its own, like a request: dependencies with request lifetime are created for it, and torn
    /// down exactly once before this method returns, also if the operation throws. Dependencies with process lifetime are the
    /// app's instances, which ``shutdown()`` tears down.
    ///
    /// - Parameters:
    ///   - input: The dependencies. One that requires an HTTP request is an error.
    ///   - context: The context of the operation, with its logger and clock.
    ///   - body: The operation, which receives the instances.
    /// - Returns: The result of the operation.
    /// - Throws: ``AppError`` if the configuration of the app or of the dependencies is invalid, the error thrown by a
    ///   dependency, by the operation, or by a teardown after it.
    public func withDependencies<each Input: EndpointInput, Result: Sendable>(
        _ input: repeat each Input,
        context: Context = Context(),
        body: @concurrent @Sendable (repeat (each Input).Value) async throws -> Result
    ) async throws -> Result {
        try await start()
        let list = InputList(repeat each input)
        let faults = operationFaults(list.inputs)
        guard faults.isEmpty else { throw AppError(faults: faults) }
        let scope = RequestScope(Request(), context: context.with(container), container: container)
        return try await Context.$current.withValue(context) {
            do {
                var reader = try await list.reader(for: scope)
                let result: Result
                do {
                    result = try await body(repeat reader.next((each Input).self))
                } catch is InvalidInput {
                    throw ValidationFailure(scope.errors + reader.errors())
                }
                try await scope.exits.exit(.success)
                await scope.backgroundTasks?.deliver()
                return result
            } catch {
                try? await scope.exits.exit(.failure(error))
                throw error
            }
        }
    }

    /// Returns the configuration errors of inputs that the app's routes and event handlers do not necessarily have.
    private func operationFaults(_ inputs: [any EndpointInput]) -> [String] {
        var dependencies = DependencyCheck()
        dependencies.visit(inputs)
        var settings = SettingsCheck(settings: container.settings, overrides: container.overrides)
        settings.visit(dependencies.roots)
        return dependencies.faults + settings.faults + StartCheck.faults(of: "operation", inputs)
    }
}
