package import SwiftletJSON

/// What the inputs of a route take, for tools that make requests to it.
package struct RouteOperation: Sendable {
    /// The route.
    package let route: RouteDescription
    /// The parameters of the path, the query, the header and the cookies.
    package let parameters: [OperationDescription.Parameter]
    /// The content type and the JSON Schema of the body, or `nil` if no input reads one.
    package let body: Body?
    /// The ways to authenticate.
    package let security: [SecurityScheme]
    /// Groups of ways to authenticate, one of each of which is enough.
    package let securityAlternatives: [[SecurityScheme]]
    /// What the schemas refer to.
    package let registry: SchemaRegistry

    /// Every way to authenticate.
    package var securitySchemes: [SecurityScheme] { security + securityAlternatives.joined() }

    /// The body of a request.
    package struct Body: Sendable {
        /// Its content type.
        package let contentType: String
        /// Its JSON Schema.
        package let schema: JSONObject
        /// Whether it must be there.
        package let isRequired: Bool
        /// Values as they may come.
        package let examples: [JSON]
    }
}

extension App {
    /// What the inputs of a route take.
    ///
    /// - Parameter operationID: the route's operation id.
    /// - Returns: `nil` if there is no such route.
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
        let body = RouteOperation.Body(operation.bodies, operationID, &operation.registry)
        return RouteOperation(
            route: RouteDescription(route),
            parameters: parameters,
            body: body,
            security: operation.security,
            securityAlternatives: operation.securityAlternatives,
            registry: operation.registry
        )
    }

    /// What the inputs of the route take that answers a request.
    ///
    /// - Parameter request: the request.
    /// - Returns: `nil` if no route does.
    package func operation(answering request: Request) -> RouteOperation? {
        guard case .found(let route, _) = plan.router.match(request.method, request.pathSegments) else { return nil }
        if let mount = plan.mounts.first(where: { $0.route === route }) {
            return mount.app(in: self).operation(answering: mount.request(request))?.below(mount)
        }
        return operation(named: route.operationID)
    }

    /// What the inputs of a route find wrong with a request, without anything of the app being run or made.
    ///
    /// Authentication is not asked, nor is what a dependency checks in its own closure.
    ///
    /// - Parameters:
    ///   - request: the request.
    ///   - operationID: the route's operation id.
    /// - Returns: the errors; `nil` if there is no such route, or if the request's method or path is not the route's.
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
        let scope = RequestScope(
            request,
            Context(),
            pathValues: values,
            environment: AppEnvironment(),
            overrides: Overrides()
        )
        scope.bodyCount = route.bodyCount
        scope.formFieldLimit = route.formFieldLimit
        var checks = InputCheck(scope: scope)
        checks.visit(route.guards + route.endpoint.inputs)
        return checks.errors
    }

    /// What the app finds that is mounted in this one and has an operation.
    private func mounted<Result>(_ operationID: String, _ find: (MountedApp, String) -> Result?) -> Result? {
        for mount in plan.mounts {
            if let name = mount.innerName(operationID), let result = find(mount, name) { return result }
        }
        return nil
    }

    /// Whether an event handler recognises an event as its own: always, if it takes any.
    ///
    /// - Parameters:
    ///   - name: the handler's name.
    ///   - event: the event.
    /// - Returns: `nil` if there is no such handler.
    package func eventHandler(named name: String, recognises event: JSONNode) -> Bool? {
        guard let handler = plan.eventHandlers.first(where: { $0.name == name }) else { return nil }
        return handler.recognises?(event) ?? true
    }
}

extension RouteOperation {
    /// The same operation of an app that is mounted in another one.
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

/// Extracts the inputs that read the request, and those of the dependencies, without making anything.
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
            if input.errorOrder != .dependency { extract(input) }
        }
    }

    private mutating func extract(_ input: some EndpointInput) {
        var validation = Validation()
        _ = input.extract(scope, &validation)
        errors += validation.errors
    }
}

extension RouteOperation.Body {
    fileprivate init?(
        _ bodies: [OperationDescription.Body],
        _ operationID: String,
        _ registry: inout SchemaRegistry
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
