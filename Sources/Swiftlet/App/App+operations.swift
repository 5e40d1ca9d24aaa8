package import SwiftletJSON

extension App {
    /// Returns the description of a route's inputs.
    ///
    /// - Parameter operationID: The route's operation ID.
    /// - Returns: The operation, or `nil` if there is no such route.
    package func operation(named operationID: String) -> RouteOperation? {
        guard let route = plan.routes.first(where: { $0.operationID == operationID }) else {
            return mounted(operationID) { $0.app(in: self).operation(named: $1)?.below($0) }
        }
        var operation = OperationDescription()
        for input in route.guards + route.endpoint.inputs {
            input.describe(&operation)
        }
        var known: Set<String> = []
        var parameters = operation.parameters.filter { known.insert("\($0.location) \($0.name)").inserted }
        for name in route.path.parameters where !known.contains("path \(name)") {
            parameters.append(
                OperationDescription.Parameter(
                    location: .path,
                    name: name,
                    isRequired: true,
                    schema: ["type": "string", "minLength": 1]
                )
            )
        }
        let body = RouteOperation.Body(operation.bodies, operationID: operationID, registry: &operation.registry)
        return RouteOperation(
            route: RouteDescription(route),
            parameters: parameters,
            body: body,
            security: operation.security,
            securityAlternatives: operation.securityAlternatives,
            registry: operation.registry
        )
    }

    /// Returns the description of the inputs of the route that matches a request.
    ///
    /// - Parameter request: The request.
    /// - Returns: The operation, or `nil` if no route matches.
    package func operation(matching request: Request) -> RouteOperation? {
        guard case .found(let route, _) = plan.router.match(request.method, request.pathSegments) else { return nil }
        if let mount = plan.mounts.first(where: { $0.route === route }) {
            return mount.app(in: self).operation(matching: mount.request(request))?.below(mount)
        }
        return operation(named: route.operationID)
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
        let match = plan.router.match(request.method, request.pathSegments)
        guard case .found(let found, let values) = match else { return nil }
        guard let route = plan.routes.first(where: { $0.operationID == operationID }) else {
            return mounted(operationID) { mount, name in
                guard mount.route === found else { return nil }
                return mount.app(in: self).inputErrors(in: mount.request(request), ofOperation: name)
            }
        }
        guard route === found else { return nil }
        var request = request
        request.pathValues = values
        let scope = RequestScope(request, context: Context())
        scope.bodyCount = route.bodyCount
        scope.formFieldLimit = route.formFieldLimit
        var checks = InputCheck(scope: scope)
        checks.visit(route.guards + route.endpoint.inputs)
        return checks.errors
    }

    /// Calls a function for the mounted app that contains an operation, and returns its result.
    private func mounted<Result>(_ operationID: String, _ find: (MountedApp, String) -> Result?) -> Result? {
        for mount in plan.mounts {
            if let name = mount.innerName(operationID), let result = find(mount, name) { return result }
        }
        return nil
    }

    /// Whether an event handler matches an event; always `true` if its event type cannot recognize its own.
    ///
    /// - Parameters:
    ///   - name: The handler's name.
    ///   - event: The event.
    /// - Returns: The result, or `nil` if there is no such handler.
    package func eventHandler(named name: String, recognizes event: JSONNode) -> Bool? {
        guard let handler = plan.eventHandlers.first(where: { $0.name == name }) else { return nil }
        return handler.recognizes?(event) ?? true
    }
}

extension RouteOperation {
    /// Returns the operation as the outer app exposes it below a mount path.
    fileprivate func below(_ mount: MountedApp) -> RouteOperation {
        RouteOperation(
            route: mount.description(of: route),
            parameters: parameters,
            body: body,
            security: security,
            securityAlternatives: securityAlternatives,
            registry: registry
        )
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
            for dependency in input.dependencies where seen.insert(dependency.id).inserted {
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

extension RouteOperation.Body {
    fileprivate init?(
        _ bodies: [OperationDescription.Body],
        operationID: String,
        registry: inout SchemaRegistry
    ) {
        guard let object = RequestBodyDescription(bodies)?.object(operationID, &registry),
            let content = object["content"]?.object?.first
        else { return nil }
        contentType = content.key
        schema = content.value["schema"]?.object ?? [:]
        isRequired = object["required"] == true
        examples = bodies.count == 1 && !bodies[0].isMember ? bodies[0].examples : []
    }
}
