/// Something endpoints need, made from inputs and other dependencies: a database session, the current user, a service.
///
/// ```swift
/// let currentUser = Dependency(.perRequest, OAuth2PasswordBearer(tokenURL: "auth/login"), Inject(userStore)) {
///     token, users in
///     try await users.user(for: token)
/// }
/// ```
///
/// What needs tearing down takes a ``Scope`` among its inputs and says so with ``ExitScope/onExit(_:)``.
public final class Dependency<Value: Sendable>: AnyDependency, Hashable {
    /// Its name in messages: given, or the place in the source where it was made.
    public let name: String
    /// How long what it makes is kept.
    public let lifetime: Lifetime

    /// What it is made from.
    public let inputs: [any EndpointInput]
    private let make: @Sendable (RequestScope) async throws -> Value?

    /// Creates a dependency.
    ///
    /// - Parameters:
    ///   - lifetime: how long what it makes is kept. One that outlives a request cannot read from the request.
    ///   - input: what it is made from.
    ///   - name: its name in messages.
    ///   - file: where it is made, for the name it has in messages without one.
    ///   - line: where it is made.
    ///   - make: makes it. An error it throws is the answer to the request.
    public init<each Input: EndpointInput>(
        _ lifetime: Lifetime,
        _ input: repeat each Input,
        name: String? = nil,
        file: StaticString = #fileID,
        line: UInt = #line,
        make: @escaping @concurrent @Sendable (repeat (each Input).Value) async throws -> Value
    ) {
        self.name = name ?? "the dependency made at \(file):\(line)"
        self.lifetime = lifetime
        self.inputs = InputList(repeat each input).inputs
        self.make = { scope in
            guard let values = try await scope.resolve(repeat each input) else { return nil }
            return try await make(repeat each values)
        }
    }

    /// The dependencies it is made from.
    public var dependencies: [any AnyDependency] { inputs.flatMap(\.dependencies) }

    /// Whether one of its own inputs comes from the request.
    public var readsRequest: Bool { inputs.contains { $0.readsRequest } }

    /// Makes it in the scope, or for the process if it is kept longer, unless that has been done.
    ///
    /// - Throws: what its closure throws, or ``DependencyError`` if it stands on itself.
    public func prepare(in scope: RequestScope) async throws {
        if scope.instances[id] != nil {
            if case .inProgress = scope.instances[id] { throw DependencyError("\(name) stands on itself.") }
            return
        }
        scope.instances[id] = .inProgress
        do {
            if let override = scope.overrides[self] {
                scope.instances[id] = .made(try await override())
                return
            }
            scope.instances[id] =
                switch lifetime.kind {
                case .request: try await make(scope).map { .made($0) } ?? .invalid
                case .environment: .made(try await scope.environment.instance(of: self, for: scope))
                }
        } catch {
            scope.instances[id] = nil
            throw error
        }
    }

    func makeForEnvironment(_ scope: RequestScope) async throws -> Value {
        guard let value = try await make(scope) else {
            throw DependencyError("\(name) is kept longer than a request, and cannot be made from a request's inputs.")
        }
        return value
    }

    /// Adds what its inputs say to the documentation.
    public func describe(_ operation: inout OperationDescription) {
        for input in inputs {
            input.describe(&operation)
        }
    }

    /// Whether the value is of the type this dependency makes.
    public func accepts(_ value: any Sendable) -> Bool { value is Value }

    /// Whether the two are the same dependency.
    public static func == (first: Dependency, second: Dependency) -> Bool { first === second }

    /// Hashes the dependency's identity.
    public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}
