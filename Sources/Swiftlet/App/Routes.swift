/// A group of routes with a path prefix, tags, dependencies and middleware.
///
/// Groups can be nested.
///
/// ```swift
/// Routes("/notes", tags: ["notes"]) {
///     changeNote
///     addNote
///     listNotes
/// }
/// ```
public struct Routes: AppComponent {
    private let prefix: String
    private let tags: [String]
    private let guards: [any EndpointInput]
    private let responses: [ResponseDescription]
    private let components: AppComponents

    /// Creates a group.
    ///
    /// - Parameters:
    ///   - prefix: The path prefix: empty, or with a leading and without a trailing slash.
    ///   - tags: The OpenAPI tags of the endpoints.
    ///   - requirements: Dependencies and inputs that every endpoint of the group requires without using their values, such
    ///     as `currentUser`: an invalid one rejects the request.
    ///   - responses: Responses that every endpoint of the group may send, for the OpenAPI document.
    ///   - components: The endpoints, groups and middleware.
    public init(
        _ prefix: String = "",
        tags: [String] = [],
        requires requirements: [any Requirement] = [],
        responses: [ResponseDescription] = [],
        @AppBuilder _ components: () -> AppComponents
    ) {
        self.prefix = prefix
        self.tags = tags
        self.guards = requirements.map(\.requiredInput)
        self.responses = responses
        self.components = components()
    }

    /// Adds the group's endpoints.
    public func register(in assembly: inout AppAssembly) {
        assembly.add(components, prefix: prefix, tags: tags, guards: guards, responses: responses)
    }
}
