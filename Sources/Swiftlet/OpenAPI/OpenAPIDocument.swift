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
    mutating func make(below basePath: String) -> JSONObject {
        var paths: JSONObject = [:]
        for route in description.routes where route.endpoint.isDocumented {
            var item = paths[route.path.documented]?.object ?? [:]
            item[route.method.rawValue.lowercased()] = .object(operation(route))
            paths[route.path.documented] = .object(item)
        }
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
        if let body = RequestBody(operation.bodies) { object["requestBody"] = .object(body.object(route.operationID)) }
        object["responses"] = .object(responses(route, operation))
        if !operation.security.isEmpty {
            var requirement: JSONObject = [:]
            for scheme in operation.security {
                securitySchemes[scheme.name] = .object(scheme.definition)
                requirement[scheme.name] = .array(scheme.scopes.map { .string($0) })
            }
            object["security"] = [.object(requirement)]
        }
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
                "schema": .object(parameter.schema),
            ]
            if let text = parameter.description { object["description"] = .string(text) }
            parameters.append(.object(object))
        }
        for name in route.path.parameters where !known.contains("path \(name)") {
            parameters.append(["name": .string(name), "in": "path", "required": true, "schema": ["type": "string"]])
        }
        return parameters
    }

    private mutating func responses(_ route: Route, _ operation: OperationDescription) -> JSONObject {
        let status = route.endpoint.status
        var success: JSONObject = ["description": .string("Successful Response")]
        if let schema = route.endpoint.describeOutput(&registry) {
            success["content"] = ["application/json": ["schema": .object(schema)]]
        }
        var responses: JSONObject = ["\(status.code)": .object(success)]
        for failure in operation.failures {
            let code = "\(failure.status.code)"
            // Several failures of one status are told together.
            let known = responses[code]?.object?["description"]?.string
            if known == failure.description { continue }
            responses[code] = [
                "description": .string(known.map { "\($0); \(failure.description)" } ?? failure.description),
                "content": ["application/json": ["schema": .object(ErrorSchemas.failure(&registry))]],
            ]
        }
        if responses["422"] == nil, !operation.parameters.isEmpty || !operation.bodies.isEmpty {
            responses["422"] = [
                "description": "Validation Error",
                "content": ["application/json": ["schema": .object(ErrorSchemas.validation(&registry))]],
            ]
        }
        return responses
    }
}

/// The schemas of error responses.
private enum ErrorSchemas {
    static func failure(_ registry: inout SchemaRegistry) -> JSONObject {
        registry.reference(to: HTTPError.self, named: "HTTPError") { _ in
            ["title": "HTTPError", "type": "object", "properties": ["detail": ["title": "Detail"]], "required": ["detail"]]
        }
    }

    static func validation(_ registry: inout SchemaRegistry) -> JSONObject {
        registry.reference(to: ValidationFailure.self, named: "HTTPValidationError") { registry in
            let error = registry.reference(to: ValidationError.self, named: "ValidationError") { _ in
                [
                    "title": "ValidationError",
                    "type": "object",
                    "properties": [
                        "type": ["title": "Error Type", "type": "string"],
                        "loc": [
                            "title": "Location",
                            "type": "array",
                            "items": ["anyOf": [["type": "string"], ["type": "integer"]]],
                        ],
                        "msg": ["title": "Message", "type": "string"],
                        "input": ["title": "Input"],
                        "ctx": ["title": "Context", "type": "object"],
                    ],
                    "required": ["type", "loc", "msg"],
                ]
            }
            return [
                "title": "HTTPValidationError",
                "type": "object",
                "properties": ["detail": ["title": "Detail", "type": "array", "items": .object(error)]],
                "required": ["detail"],
            ]
        }
    }
}

/// A request body put together from the inputs that read it.
private struct RequestBody {
    private let bodies: [OperationDescription.Body]
    private let contentType: String

    /// - Returns: `nil` if no input reads the body.
    init?(_ bodies: [OperationDescription.Body]) {
        guard let first = bodies.first else { return nil }
        self.bodies = bodies
        // A form with a file among its fields is multipart.
        self.contentType = bodies.contains { $0.contentType == "multipart/form-data" } ? "multipart/form-data" : first.contentType
    }

    func object(_ operationID: String) -> JSONObject {
        let schema = bodies.count == 1 && !bodies[0].isMember ? bodies[0].schema : members(operationID)
        var object: JSONObject = ["content": [contentType: ["schema": .object(schema)]]]
        if bodies.contains(where: \.isRequired) { object["required"] = true }
        return object
    }

    private func members(_ operationID: String) -> JSONObject {
        var properties: JSONObject = [:]
        for body in bodies {
            if let name = body.name { properties[name] = .object(body.schema) }
        }
        let required = bodies.filter(\.isRequired).compactMap { $0.name.map { JSON.string($0) } }
        var schema: JSONObject = [
            "title": .string("Body_\(operationID)"), "type": "object", "properties": .object(properties),
        ]
        if !required.isEmpty { schema["required"] = .array(required) }
        return schema
    }
}
