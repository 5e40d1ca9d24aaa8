import HTTPTypes
import SwiftletJSON

/// The OpenAPI 3.1 document of an app (https://spec.openapis.org/oas/v3.1.0).
struct OpenAPIDocument {
    private let description: AppDescription
    private var registry = SchemaRegistry()
    private var securitySchemes: JSONObject = [:]
    private var tags: [OpenAPIMetadata.Tag] = []
    private var linkParameters = LinkParameters()

    init(_ description: AppDescription) {
        self.description = description
    }

    /// Builds the document.
    ///
    /// - Parameter basePath: The base path of the app's public URL, such as a stage.
    /// - Returns: The document.
    mutating func make(below basePath: String) -> JSONObject {
        let metadata = description.metadata
        tags = metadata?.tags ?? []
        let paths = paths()
        let webhooks = webhooks()
        var document: JSONObject = ["openapi": "3.1.0", "info": .object(info(metadata))]
        var servers = metadata?.servers ?? []
        if !basePath.isEmpty, !servers.contains(where: { $0.url.utf8Equals(basePath) }) {
            servers.insert(OpenAPIMetadata.Server(basePath), at: 0)
        }
        if !servers.isEmpty { document["servers"] = .array(servers.map { .object($0.object) }) }
        document["paths"] = .object(paths)
        if !webhooks.isEmpty { document["webhooks"] = .object(webhooks) }
        registry.mergeModes(in: &document)
        var components: JSONObject = [:]
        if !registry.schemas.isEmpty { components["schemas"] = .object(registry.schemas) }
        if !securitySchemes.isEmpty { components["securitySchemes"] = .object(securitySchemes) }
        if !components.isEmpty { document["components"] = .object(components) }
        if !tags.isEmpty { document["tags"] = .array(tags.map { .object($0.object) }) }
        if let docs = metadata?.externalDocs { document["externalDocs"] = .object(docs.object) }
        return document
    }

    private func info(_ metadata: OpenAPIMetadata?) -> JSONObject {
        var info: JSONObject = ["title": .string(description.title), "version": .string(description.version)]
        if let summary = metadata?.summary { info["summary"] = .string(summary) }
        if let text = description.summary { info["description"] = .string(text) }
        if let terms = metadata?.termsOfService { info["termsOfService"] = .string(terms) }
        if let contact = metadata?.contact { info["contact"] = .object(contact.object) }
        if let license = metadata?.license { info["license"] = .object(license.object) }
        return info
    }

    /// Builds the path items; routes whose paths differ only in parameter names share one, with the names of the first.
    private mutating func paths() -> JSONObject {
        let routes = Self.documentedPaths(of: description.routes)
        linkParameters = LinkParameters(routes)
        var paths: JSONObject = [:]
        for (route, path) in routes {
            var item = paths[path.documented]?.object ?? [:]
            item[route.method.rawValue.lowercased()] = .object(operation(route, documentedAs: path))
            paths[path.documented] = .object(item)
        }
        return paths
    }

    /// Returns the documented routes with their documented paths.
    private static func documentedPaths(of routes: [Route]) -> [(route: Route, path: RoutePath)] {
        var first: [UTF8Key: RoutePath] = [:]
        return documentedRoutes(of: routes)
            .map { route in
                let template = UTF8Key(route.path.template)
                let path = first[template] ?? route.path
                first[template] = path
                return (route, path)
            }
    }

    private mutating func webhooks() -> JSONObject {
        var webhooks: JSONObject = [:]
        for webhook in description.webhooks {
            add(webhook, to: &webhooks, at: webhook.name, operationID: OperationID.of(webhook: webhook))
        }
        return webhooks
    }

    /// Builds the callbacks of an endpoint by name, each with its requests by URL.
    private mutating func callbacks(of route: Route) -> JSONObject {
        var callbacks: JSONObject = [:]
        for callback in route.endpoint.callbacks {
            var items = callbacks[callback.request.name]?.object ?? [:]
            let id = OperationID.of(callback: callback.request, owner: route.operationID)
            add(callback.request, to: &items, at: callback.url, operationID: id)
            callbacks[callback.request.name] = .object(items)
        }
        return callbacks
    }

    /// Adds a webhook or callback request to the path items by name or URL.
    private mutating func add(
        _ webhook: Webhook,
        to items: inout JSONObject,
        at key: String,
        operationID: String
    ) {
        let route = webhook.route(operationID)
        var item = items[key]?.object ?? [:]
        item[route.method.rawValue.lowercased()] = .object(operation(route, isSent: true))
        items[key] = .object(item)
    }

    /// Returns the routes that the document includes, in order.
    ///
    /// `{name}` and `{path:path}` are the same in OpenAPI, which has one operation per path and method. If both exist, the
    /// operation is that of the single-segment route.
    static func documentedRoutes(of routes: [Route]) -> [Route] {
        let omitted = Set(omittedRoutes(of: routes).map(ObjectIdentifier.init))
        return routes.filter {
            $0.endpoint.isDocumented && lists($0.method) && !omitted.contains(ObjectIdentifier($0))
        }
    }

    /// Returns the catch-all routes that have the same method and OpenAPI path as another documented route.
    static func omittedRoutes(of routes: [Route]) -> [Route] {
        let documented = routes.filter(\.endpoint.isDocumented)
        return documented.filter { route in
            guard route.path.hasCatchAll else { return false }
            let template = route.path.template
            return documented.contains {
                $0.method == route.method && !$0.path.hasCatchAll && $0.path.template.utf8Equals(template)
            }
        }
    }

    /// Whether OpenAPI supports operations with the method.
    static func lists(_ method: HTTPRequest.Method) -> Bool {
        [.get, .put, .post, .delete, .options, .head, .patch, .trace].contains(method)
    }

    /// Builds the operation of a route.
    ///
    /// - Parameters:
    ///   - route: The route, or the one that describes a webhook.
    ///   - path: The documented path, if its parameter names differ from those of the route.
    ///   - isSent: Whether the app sends the request, and therefore does not validate it.
    /// - Returns: The Operation Object.
    private mutating func operation(
        _ route: Route,
        documentedAs path: RoutePath? = nil,
        isSent: Bool = false
    ) -> JSONObject {
        let endpoint = route.endpoint
        var operation = OperationDescription(registry: registry)
        operation.method = route.method
        for input in route.guards + endpoint.inputs {
            input.describe(&operation)
        }
        operation.failures += endpoint.failures
        registry = operation.registry

        var object: JSONObject = [:]
        if !route.tags.isEmpty {
            object["tags"] = .array(route.tags.map { .string($0) })
            for tag in route.tags where !tags.contains(where: { $0.name.utf8Equals(tag) }) {
                tags.append(OpenAPIMetadata.Tag(tag))
            }
        }
        if let summary = endpoint.summary ?? endpoint.operationID.flatMap(OperationID.title) {
            object["summary"] = .string(summary)
        }
        if let text = endpoint.description { object["description"] = .string(text) }
        object["operationId"] = .string(route.operationID)
        if endpoint.isDeprecated { object["deprecated"] = true }
        let parameters = parameters(operation, of: route, documentedAs: path ?? route.path)
        if !parameters.isEmpty { object["parameters"] = .array(parameters) }
        if let body = RequestBodyDescription(operation.bodies) {
            object["requestBody"] = .object(body.object(route.operationID, &registry))
        }
        let errors = ErrorSchemas(areProblemDetails: description.writesProblemDetails)
        let responses = ResponseDescriptions(
            endpoint,
            operation,
            // App-wide responses apply to the app's own routes, not to requests that it sends.
            declared: (isSent ? [] : description.metadata?.responses ?? []) + route.responses,
            linkParameters: linkParameters,
            errors: errors,
            validatesInputs: !isSent
        )
        object["responses"] = .object(responses.object(&registry))
        let callbacks = callbacks(of: route)
        if !callbacks.isEmpty { object["callbacks"] = .object(callbacks) }
        let security = SecurityRequirements(operation)
        for scheme in security.schemes {
            securitySchemes[scheme.name] = .object(scheme.definition)
        }
        if !security.isEmpty { object["security"] = .array(security.array) }
        return object
    }

    /// Builds the parameters without duplicates; a path parameter that no input reads is a string.
    private func parameters(
        _ operation: OperationDescription,
        of route: Route,
        documentedAs path: RoutePath
    ) -> [JSON] {
        var names: [String: String] = [:]
        for (own, documented) in zip(route.path.parameters, path.parameters) {
            names[own] = documented
        }
        var known: Set<String> = []
        var parameters: [JSON] = []
        for parameter in operation.parameters where known.insert("\(parameter.location) \(parameter.name)").inserted {
            let documented = parameter.location == .path ? names[parameter.name] : nil
            var object: JSONObject = [
                "name": .string(documented ?? parameter.name),
                "in": .string("\(parameter.location)"),
                "required": .bool(parameter.isRequired),
            ]
            if let text = parameter.description { object["description"] = .string(text) }
            if parameter.isDeprecated { object["deprecated"] = true }
            object["schema"] = .object(parameter.schema)
            parameters.append(.object(object))
        }
        for name in route.path.parameters where !known.contains("path \(name)") {
            parameters.append([
                "name": .string(names[name] ?? name), "in": "path", "required": true, "schema": ["type": "string"],
            ])
        }
        return parameters
    }
}
