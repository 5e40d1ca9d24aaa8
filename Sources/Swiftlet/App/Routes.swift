/// A group of routes with a path prefix, tags, dependencies and middleware.
///
/// Groups can be nested.
///
/// ```swift
/// Routes("/users", tags: ["users"]) { listUsers; getUser; createUser }
/// ```
public struct Routes: AppComponent {
    private let prefix: String
    private let tags: [String]
    private let guards: [any EndpointInput]
    private let responses: [ResponseDescription]
    private let components: [any AppComponent]

    /// Creates a group.
    ///
    /// - Parameters:
    ///   - prefix: The path prefix: empty, or with a leading and without a trailing slash.
    ///   - tags: The OpenAPI tags of the endpoints.
    ///   - dependencies: Inputs that every endpoint of the group requires without using their values, such as
    ///     `Inject(currentUser)`.
    ///   - responses: Responses that every endpoint of the group may send, for the OpenAPI document.
    ///   - components: The endpoints, groups and middleware.
    public init(
        _ prefix: String = "",
        tags: [String] = [],
        dependencies: [any EndpointInput] = [],
        responses: [ResponseDescription] = [],
        @AppBuilder _ components: () -> [any AppComponent]
    ) {
        self.prefix = prefix
        self.tags = tags
        self.guards = dependencies
        self.responses = responses
        self.components = components()
    }

    /// Always `false`.
    public static var isMiddleware: Bool { false }

    /// Adds the group's endpoints.
    public func register(in assembly: inout AppAssembly) {
        assembly.add(components, prefix: prefix, tags: tags, guards: guards, responses: responses)
    }
}
