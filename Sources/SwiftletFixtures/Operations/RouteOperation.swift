package import Swiftlet
package import SwiftletJSON

/// The inputs of a route, for tools that generate requests.
package struct RouteOperation: Sendable {
    /// The route.
    package let route: RouteDescription
    /// The path, query, header and cookie parameters.
    package let parameters: [OperationDescription.Parameter]
    /// The content type and JSON Schema of the body, or `nil` if no input reads one.
    package let body: Body?
    /// The required security schemes.
    package let security: [SecurityScheme]
    /// Groups of alternative security schemes: one of each group is sufficient.
    package let securityAlternatives: [[SecurityScheme]]
    /// The registry in which schema references are resolved.
    package let registry: SchemaRegistry

    /// All security schemes, required and alternative.
    package var securitySchemes: [SecurityScheme] { security + securityAlternatives.joined() }

    /// The request body.
    package struct Body: Sendable {
        /// The content type.
        package let contentType: String
        /// The JSON Schema.
        package let schema: JSONObject
        /// Whether the body is required.
        package let isRequired: Bool
        /// Example values.
        package let examples: [JSON]
    }
}

extension RouteOperation {
    /// Describes the inputs of a route.
    init(_ route: RegisteredRoute) {
        var operation = OperationDescription()
        operation.method = route.description.method
        for input in route.inputs {
            input.describe(&operation)
        }
        var known: Set<String> = []
        var parameters = operation.parameters.filter { known.insert("\($0.location) \($0.name)").inserted }
        for name in route.pathParameters where !known.contains("path \(name)") {
            parameters.append(
                OperationDescription.Parameter(
                    location: .path,
                    name: name,
                    isRequired: true,
                    schema: ["type": "string", "minLength": 1]
                )
            )
        }
        self.route = route.description
        self.parameters = parameters
        self.body = Body(operation.bodies, operationID: route.ownOperationID, registry: &operation.registry)
        self.security = operation.security
        self.securityAlternatives = operation.securityAlternatives
        self.registry = operation.registry
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
