/// Finds the dependencies that require settings of a type that the app was not created with.
struct SettingsCheck {
    /// The configuration errors, one sentence each.
    private(set) var faults: [String] = []
    private let settings: (any Sendable)?
    private let overrides: Overrides
    private var visited: Set<ObjectIdentifier> = []

    init(settings: (any Sendable)?, overrides: Overrides) {
        self.settings = settings
        self.overrides = overrides
    }

    /// Visits dependencies and their own dependencies, except those of overridden ones, which are not created.
    mutating func visit(_ dependencies: [AnyDependency]) {
        for dependency in dependencies where overrides[dependency] == nil && visited.insert(dependency.id).inserted {
            if !dependency.accepts(settings: settings) {
                faults.append(
                    "\(dependency.name) requires settings of type \(dependency.valueType): pass them to `App(settings:)`."
                )
            }
            visit(dependency.dependencies)
        }
    }
}
