/// A value that endpoints inject, such as a database session, the current user or a service.
///
/// ```swift
/// let currentUser = Dependency(
///     .perRequest,
///     OAuth2PasswordBearer(tokenURL: "auth/login", refreshURL: "auth/refresh", scopes: AccessScope.descriptions),
///     Inject(authService),
///     name: "currentUser"
/// ) { token, auth in
///     try await auth.principal(for: token)
/// }
/// ```
///
/// It is created from inputs, including other dependencies. To tear it down, add a ``Scope`` to its inputs and register the
/// teardown with ``ExitScope/onExit(_:)``.
public final class Dependency<Value: Sendable>: AnyDependency, @unchecked Sendable {
    private let isSettings: Bool
    private let make: @Sendable (RequestScope) async throws -> Value?

    /// Creates a dependency.
    ///
    /// - Parameters:
    ///   - lifetime: The lifetime of the instance. An instance that outlives a request cannot depend on request inputs.
    ///   - input: The inputs, whose values are passed to the closure.
    ///   - name: The name in error messages.
    ///   - file: The file of the declaration, for the default name.
    ///   - line: The line of the declaration, for the default name.
    ///   - make: Creates the instance. An error that it throws determines the response.
    public init<each Input: EndpointInput>(
        _ lifetime: Lifetime,
        _ input: repeat each Input,
        name: String? = nil,
        file: StaticString = #fileID,
        line: UInt = #line,
        make: @escaping @concurrent @Sendable (repeat (each Input).Value) async throws -> Value
    ) {
        let list = InputList(repeat each input)
        self.isSettings = false
        self.make = { scope in
            var reader = try await list.reader(for: scope)
            do {
                return try await make(repeat reader.next((each Input).self))
            } catch is InvalidInput {
                scope.errors += reader.errors()
                return nil
            }
        }
        let name = name ?? "the dependency declared at \(file):\(line)"
        super.init(name: name, lifetime: lifetime, inputs: list.inputs)
    }

    /// Creates a dependency that injects the `settings` that the ``App`` was created with.
    ///
    /// ```swift
    /// let settings = Dependency(settings: Settings.self)
    /// ```
    ///
    /// An app without settings of this type is an ``AppError`` at startup, unless the dependency is overridden. An endpoint or
    /// event handler that is called without an app needs an override.
    ///
    /// - Parameters:
    ///   - type: The type of the settings.
    ///   - name: The name in error messages.
    public init(settings type: Value.Type, name: String = "settings") {
        self.isSettings = true
        self.make = { scope in
            guard let settings = scope.container.settings as? Value else {
                throw DependencyError("\(name) requires an app with settings of type \(type).")
            }
            return settings
        }
        super.init(name: name, lifetime: .perProcess, inputs: [])
    }

    override var valueType: Any.Type { Value.self }

    override func prepare(in scope: RequestScope) async throws {
        if scope.instances[id] != nil {
            if case .inProgress = scope.instances[id] {
                throw DependencyError("Circular dependency: \(name) depends on itself.")
            }
            return
        }
        scope.instances[id] = .inProgress
        do {
            if let override = scope.container.overrides[self] {
                scope.instances[id] = .made(try await override())
                return
            }
            scope.instances[id] =
                switch lifetime.kind {
                case .request: try await make(scope).map { .made($0) } ?? .invalid
                case .process: .made(try await scope.container.instance(of: self, for: scope))
                }
        } catch {
            scope.instances[id] = nil
            throw error
        }
    }

    func makeProcessInstance(_ scope: RequestScope) async throws -> Value {
        guard let value = try await make(scope) else {
            throw DependencyError("\(name) has process lifetime and cannot depend on request inputs.")
        }
        return value
    }

    override func accepts(settings: (any Sendable)?) -> Bool { !isSettings || settings is Value }
}
