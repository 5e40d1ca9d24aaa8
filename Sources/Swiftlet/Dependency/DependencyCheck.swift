/// Validates an app's dependencies: none may be circular, and none that outlives a request may depend on one that does not.
struct DependencyCheck {
    /// The configuration errors, one sentence each.
    private(set) var faults: [String] = []
    /// The eager dependencies, each after its own dependencies.
    private(set) var eager: [AnyDependency] = []

    /// The dependencies that are injected directly.
    private(set) var roots: [AnyDependency] = []
    /// Whether any dependency outlives a request.
    private(set) var hasProcessDependencies = false

    private var done: Set<ObjectIdentifier> = []
    private var path: [AnyDependency] = []

    mutating func visit(_ inputs: [any EndpointInput]) {
        for dependency in inputs.flatMap(\.dependencies) {
            roots.append(dependency)
            visit(dependency)
        }
    }

    /// Visits the dependencies of middleware, which must outlive a request.
    mutating func visit(_ middleware: [any MiddlewareDeclaration]) {
        for dependency in middleware.flatMap(\.dependencies) {
            roots.append(dependency)
            visit(dependency)
            if dependency.lifetime.kind == .request {
                faults.append("\(dependency.name) has request lifetime and cannot be used by middleware.")
            }
        }
    }

    private mutating func visit(_ dependency: AnyDependency) {
        if let start = path.firstIndex(where: { $0.id == dependency.id }) {
            let names = path[start...].map(\.name) + [dependency.name]
            faults.append("Circular dependency: \(names.joined(separator: " → ")).")
            return
        }
        guard done.insert(dependency.id).inserted else { return }
        path.append(dependency)
        for inner in dependency.dependencies {
            visit(inner)
        }
        path.removeLast()
        if dependency.lifetime.kind == .process, dependency.readsRequest {
            faults.append(
                "\(dependency.name) has process lifetime and cannot depend on request inputs."
            )
        }
        if dependency.lifetime.kind == .process { hasProcessDependencies = true }
        if dependency.lifetime.isEager { eager.append(dependency) }
    }
}
