/// Validates that the inputs of routes, event handlers and other operations can be read.
struct StartCheck {
    /// The inputs that are not dependencies, each with the names of the dependencies on the path to it.
    private var leaves: [(input: any EndpointInput, path: [String])] = []
    private var seen: Set<ObjectIdentifier> = []
    private var hasCredential = false

    private init(_ inputs: [any EndpointInput]) {
        visit(inputs, through: [])
    }

    private mutating func visit(_ inputs: [any EndpointInput], through path: [String]) {
        for input in inputs {
            hasCredential = hasCredential || input.isCredential
            if input.dependencies.isEmpty { leaves.append((input, path)) }
            for dependency in input.dependencies where seen.insert(dependency.id).inserted {
                visit(dependency.inputs, through: path + [dependency.name])
            }
        }
    }

    /// Returns the configuration errors of a route: missing path parameters, and request bodies that are not possible.
    static func faults(of route: Route, named name: String? = nil) -> [String] {
        let subject = name ?? "The route \(route.name)"
        let leaves = StartCheck(route.guards + route.endpoint.inputs).leaves
        var faults: [String] = []
        for (input, path) in leaves {
            for name in input.requiredPathParameters where !route.parameters.contains(where: { $0.utf8Equals(name) }) {
                let origin = path.isEmpty ? "" : " (through \(path.joined(separator: " → ")))"
                faults.append("\(subject) reads `\(name)`, which is not a parameter of its path\(origin).")
            }
        }
        let bodies = leaves.filter { $0.input.inputLocation == .body }.map(\.input)
        if !bodies.isEmpty, route.method == .trace {
            faults.append("\(subject) reads a body, but a TRACE request has none (RFC 9110, section 9.3.8).")
        }
        if bodies.count > 1, mixesContentTypes(bodies) {
            faults.append("\(subject) reads its body both as JSON and as a form.")
        }
        return faults
    }

    private static func hasValueWithoutRequest(_ input: any EndpointInput) -> Bool {
        let scope = RequestScope(Request(), context: Context())
        var validation = Validation()
        return AnyInput.of(input).check(scope, validation: &validation)
    }

    /// Whether an input reads credentials that OpenAPI documents as a security scheme.
    static func hasSecurityScheme(_ inputs: [any EndpointInput]) -> Bool {
        let check = StartCheck(inputs)
        guard !check.hasCredential else { return true }
        var operation = OperationDescription()
        // Security schemes have this order; describing a body would build its schema.
        for (input, _) in check.leaves where input.inputLocation == .dependency {
            input.describe(&operation)
        }
        return !operation.security.isEmpty || !operation.securityAlternatives.isEmpty
    }

    /// Whether an input, or a dependency of one, provides background tasks.
    static func hasBackgroundTasks(_ inputs: [any EndpointInput]) -> Bool {
        StartCheck(inputs).leaves.contains { $0.input is BackgroundTasks }
    }

    private static func mixesContentTypes(_ bodies: [any EndpointInput]) -> Bool {
        var operation = OperationDescription()
        for input in bodies {
            input.describe(&operation)
        }
        let json = operation.bodies.count { $0.contentType == "application/json" }
        return json > 0 && json < operation.bodies.count
    }

    /// Returns the configuration errors of an event handler or another operation: inputs that require an HTTP request.
    static func faults(of name: String, _ inputs: [any EndpointInput]) -> [String] {
        StartCheck(inputs).leaves
            .filter { $0.input.readsRequest && !hasValueWithoutRequest($0.input) }
            .map { input, path in
                let origin = path.isEmpty ? "" : ", through \(path.joined(separator: " → "))"
                return "The \(name) has an input that reads an HTTP request: \(type(of: input))\(origin)."
            }
    }
}
