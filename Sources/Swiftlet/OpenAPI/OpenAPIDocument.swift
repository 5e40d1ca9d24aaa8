import HTTPTypes
import SwiftletJSON

/// The OpenAPI 3.1 document of an app (https://spec.openapis.org/oas/v3.1.0).
struct OpenAPIDocument {
    private let description: AppDescription
    private var registry = SchemaRegistry()
    private var securitySchemes: JSONObject = [:]
    private var tags: [String] = []

    init(_ description: AppDescription) {
        self.description = description
    }

    /// Makes the document.
    ///
    /// - Parameter basePath: what stands before the app's paths in its public URL, such as a stage.
    /// - Returns: the document.
    mutating func make(below basePath: String) -> JSONObject {
        var paths: JSONObject = [:]
        for route in description.routes where route.endpoint.isDocumented && Self.lists(route.method) {
            var item = paths[route.path.documented]?.object ?? [:]
            item[route.method.rawValue.lowercased()] = .object(operation(route))
            paths[route.path.documented] = .object(item)
        }
        registry.mergeModes(in: &paths)
        var info: JSONObject = ["title": .string(description.title), "version": .string(description.version)]
        if let summary = description.summary { info["description"] = .string(summary) }
        var document: JSONObject = ["openapi": "3.1.0", "info": .object(info)]
        if !basePath.isEmpty { document["servers"] = [["url": .string(basePath)]] }
        document["paths"] = .object(paths)
        var components: JSONObject = [:]
        if !registry.schemas.isEmpty { components["schemas"] = .object(registry.schemas) }
        if !securitySchemes.isEmpty { components["securitySchemes"] = .object(securitySchemes) }
        if !components.isEmpty { document["components"] = .object(components) }
        if !tags.isEmpty { document["tags"] = .array(tags.map { ["name": .string($0)] }) }
        return document
    }

    /// Whether OpenAPI has a place for a method.
    private static func lists(_ method: HTTPRequest.Method) -> Bool {
        [.get, .put, .post, .delete, .options, .head, .patch, .trace].contains(method)
    }

    private mutating func operation(_ route: Route) -> JSONObject {
        let endpoint = route.endpoint
        var operation = OperationDescription(registry: registry)
        for input in route.guards + endpoint.inputs {
            input.describe(&operation)
        }
        operation.failures += endpoint.failures
        registry = operation.registry

        var object: JSONObject = [:]
        if !route.tags.isEmpty {
            object["tags"] = .array(route.tags.map { .string($0) })
            for tag in route.tags where !tags.contains(tag) {
                tags.append(tag)
            }
        }
        if let summary = endpoint.summary { object["summary"] = .string(summary) }
        if let text = endpoint.description { object["description"] = .string(text) }
        object["operationId"] = .string(route.operationID)
        if endpoint.isDeprecated { object["deprecated"] = true }
        let parameters = parameters(operation, of: route)
        if !parameters.isEmpty { object["parameters"] = .array(parameters) }
        if let body = RequestBodyDescription(operation.bodies) {
            object["requestBody"] = .object(body.object(route.operationID, &registry))
        }
        let errors = ErrorSchemas(areProblemDetails: description.writesProblemDetails)
        object["responses"] = .object(ResponseDescriptions(endpoint, operation, errors: errors).object(&registry))
        if !operation.security.isEmpty { object["security"] = .array(requirements(operation.security)) }
        return object
    }

    /// The parameters, each place and name once; a parameter of the path that no input reads is a text.
    private func parameters(_ operation: OperationDescription, of route: Route) -> [JSON] {
        var known: Set<String> = []
        var parameters: [JSON] = []
        for parameter in operation.parameters where known.insert("\(parameter.location) \(parameter.name)").inserted {
            var object: JSONObject = [
                "name": .string(parameter.name),
                "in": .string("\(parameter.location)"),
                "required": .bool(parameter.isRequired),
            ]
            if let text = parameter.description { object["description"] = .string(text) }
            if parameter.isDeprecated { object["deprecated"] = true }
            object["schema"] = .object(parameter.schema)
            parameters.append(.object(object))
        }
        for name in route.path.parameters where !known.contains("path \(name)") {
            parameters.append(["name": .string(name), "in": "path", "required": true, "schema": ["type": "string"]])
        }
        return parameters
    }

    /// All schemes together, and where some are optional the others without them.
    private mutating func requirements(_ schemes: [SecurityScheme]) -> [JSON] {
        var all: JSONObject = [:]
        var needed: JSONObject = [:]
        for scheme in schemes {
            securitySchemes[scheme.name] = .object(scheme.definition)
            // Two inputs may ask for the same scheme, each with scopes of its own.
            var scopes = all[scheme.name]?.array ?? []
            for scope in scheme.scopes where !scopes.contains(.string(scope)) {
                scopes.append(.string(scope))
            }
            all[scheme.name] = .array(scopes)
            if !scheme.isOptional || needed[scheme.name] != nil { needed[scheme.name] = .array(scopes) }
        }
        return needed.count == all.count ? [.object(all)] : [.object(all), .object(needed)]
    }
}
