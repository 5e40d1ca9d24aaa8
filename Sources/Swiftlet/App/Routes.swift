/// A group of endpoints with a prefix, tags, dependencies and middleware of its own.
///
/// Groups nest.
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
    ///   - prefix: stands before the path of each endpoint: empty, or with a slash at its beginning and none at its end.
    ///   - tags: the groups the documentation lists the endpoints in.
    ///   - dependencies: inputs that each endpoint of the group requires, such as `Inject(currentUser)`, whose values are
    ///     not needed.
    ///   - responses: the documentation of responses that each endpoint of the group may send.
    ///   - components: the endpoints, groups and middleware.
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

    /// False.
    public static var isMiddleware: Bool { false }

    /// Adds the group's endpoints.
    public func register(in assembly: inout AppAssembly) {
        assembly.add(components, prefix: prefix, tags: tags, guards: guards, responses: responses)
    }
}
