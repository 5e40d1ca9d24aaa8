package import Swiftlet

extension App {
    /// Returns the description of a route's inputs.
    ///
    /// - Parameter operationID: The route's operation ID.
    /// - Returns: The operation, or `nil` if there is no such route.
    package func operation(named operationID: String) -> RouteOperation? {
        route(named: operationID).map { RouteOperation($0) }
    }

    /// Returns the description of the inputs of the route that matches a request.
    ///
    /// - Parameter request: The request.
    /// - Returns: The operation, or `nil` if no route matches.
    package func operation(matching request: Request) -> RouteOperation? {
        route(matching: request).map { RouteOperation($0.route) }
    }

    /// Validates a request against a route's inputs without creating dependencies or running the endpoint.
    ///
    /// Neither authentication nor validation in a dependency's closure runs.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - operationID: The route's operation ID.
    /// - Returns: The validation errors, or `nil` if there is no such route or if the request does not match its method and
    ///   path.
    package func inputErrors(in request: Request, ofOperation operationID: String) -> [ValidationError]? {
        guard let (route, scope) = route(matching: request), route.description.operationID == operationID else {
            return nil
        }
        var check = InputCheck(scope: scope)
        check.visit(route.inputs)
        return check.errors
    }
}

/// Extracts the inputs that read the request, including those of dependencies, without creating dependencies.
private struct InputCheck {
    let scope: RequestScope
    private(set) var errors: [ValidationError] = []
    private var seen: Set<ObjectIdentifier> = []

    init(scope: RequestScope) {
        self.scope = scope
    }

    mutating func visit(_ inputs: [any EndpointInput]) {
        for input in inputs {
            for dependency in input.dependencies where seen.insert(ObjectIdentifier(dependency)).inserted {
                visit(dependency.inputs)
            }
            if input.inputLocation != .dependency { extract(input) }
        }
    }

    private mutating func extract(_ input: some EndpointInput) {
        var validation = Validation()
        _ = input.extract(from: scope, validation: &validation)
        errors += validation.errors
    }
}
