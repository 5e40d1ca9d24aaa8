/// Checks the dependencies of an app: none may stand on itself, and none that outlives a request on one that does not.
struct DependencyCheck {
    /// What is wrong, each in a sentence.
    private(set) var faults: [String] = []
    /// The dependencies that are made at start, each after those it stands on.
    private(set) var eager: [any AnyDependency] = []

    /// Whether any dependency outlives a request.
    private(set) var keepsInstances = false

    private var done: Set<ObjectIdentifier> = []
    private var path: [any AnyDependency] = []

    mutating func visit(_ inputs: [any EndpointInput]) {
        for dependency in inputs.flatMap(\.dependencies) {
            visit(dependency)
        }
    }

    /// Visits what middleware uses, which is not made for a request.
    mutating func visit(_ middleware: [any Middleware]) {
        for dependency in middleware.flatMap(\.dependencies) {
            visit(dependency)
            if dependency.lifetime.kind == .request {
                faults.append("\(dependency.name) is made for each request, and middleware uses it.")
            }
        }
    }

    private mutating func visit(_ dependency: any AnyDependency) {
        if let start = path.firstIndex(where: { $0.id == dependency.id }) {
            let names = path[start...].map(\.name) + [dependency.name]
            faults.append("A dependency stands on itself: \(names.joined(separator: " → ")).")
            return
        }
        guard done.insert(dependency.id).inserted else { return }
        path.append(dependency)
        for inner in dependency.dependencies {
            visit(inner)
        }
        path.removeLast()
        if dependency.lifetime.kind == .environment, dependency.readsRequest {
            faults.append(
                "\(dependency.name) is kept for the life of the process, but is made from a request's inputs."
            )
        }
        if dependency.lifetime.kind == .environment { keepsInstances = true }
        if dependency.lifetime.isEager { eager.append(dependency) }
    }
}
