import HTTPTypes
import SwiftletJSON

/// Validates that an app can be described by an OpenAPI document, in which keys and names must be unique.
struct OpenAPICheck {
    /// The configuration errors, one sentence each.
    private(set) var faults: [String] = []
    /// The owner of each operation ID.
    private var operations: [UTF8Key: String] = [:]

    /// Validates an app.
    ///
    /// - Parameters:
    ///   - assembly: The app.
    ///   - describesInputs: Whether to validate the security schemes and the parameters of links, which describes inputs.
    init(_ assembly: AppAssembly, describesInputs: Bool) {
        let routes = OpenAPIDocument.documentedRoutes(of: assembly.routes)
        let webhooks = assembly.description.webhooks
        if !webhooks.isEmpty || routes.contains(where: { !$0.endpoint.callbacks.isEmpty }) {
            // Duplicate operation IDs of routes are reported elsewhere.
            for route in assembly.routes { operations[UTF8Key(route.operationID)] = route.name }
            check(webhooks)
            for route in routes { checkCallbacks(of: route) }
        }
        checkTags(assembly.description.metadata?.tags ?? [])
        checkLinks(
            of: routes,
            webhooks,
            assembly.description.metadata?.responses ?? [],
            describesInputs: describesInputs
        )
        if describesInputs {
            let sent = webhooks + routes.flatMap { $0.endpoint.callbacks.map(\.request) }
            checkSecuritySchemes(routes.map { $0.guards + $0.endpoint.inputs } + sent.map(\.operation.inputs))
        }
    }

    private mutating func check(_ webhooks: [Webhook]) {
        var known: Set<UTF8Key> = []
        for webhook in webhooks {
            let name = Self.name(of: webhook)
            check(webhook, named: name, key: webhook.name, known: &known)
            checkOperationID(OperationID.of(webhook: webhook), of: name)
        }
    }

    private mutating func checkCallbacks(of route: Route) {
        var known: Set<UTF8Key> = []
        for callback in route.endpoint.callbacks {
            let (request, url) = (callback.request, callback.url)
            let name = Self.name(of: callback, route)
            check(request, named: name, key: "\(request.name)\0\(url)", known: &known)
            checkOperationID(OperationID.of(callback: request, owner: route.operationID), of: name)
        }
    }

    private static func name(of webhook: Webhook) -> String {
        "the webhook `\(webhook.name)` (\(webhook.operation.method))"
    }

    private static func name(of callback: Callback, _ route: Route) -> String {
        let request = callback.request
        return "the callback `\(request.name)` (\(request.operation.method) \(callback.url)) of \(route.name)"
    }

    /// Validates that OpenAPI supports the method of a webhook or callback, and that it is not a duplicate.
    private mutating func check(
        _ webhook: Webhook,
        named name: String,
        key: String,
        known: inout Set<UTF8Key>
    ) {
        let method = webhook.operation.method
        if !OpenAPIDocument.lists(method) {
            faults.append("OpenAPI does not support the method \(method) of \(name).")
        }
        if !known.insert(UTF8Key("\(method)\0\(key)")).inserted { faults.append("Duplicate declaration of \(name).") }
    }

    private mutating func checkOperationID(_ id: String, of name: String) {
        // Duplicate declarations have been reported already.
        if let other = operations.updateValue(name, forKey: UTF8Key(id)), !other.utf8Equals(name) {
            faults.append(
                "Duplicate operation ID `\(id)`: \(other) and \(name). Set a different `operationID` on one of them."
            )
        }
    }

    /// Validates the links in the responses of all operations.
    ///
    /// - Parameters:
    ///   - routes: The documented routes.
    ///   - webhooks: The webhooks.
    ///   - shared: The responses of the whole app.
    ///   - describesInputs: Whether to validate the parameters of links, which describes the inputs of the linked operations.
    private mutating func checkLinks(
        of routes: [Route],
        _ webhooks: [Webhook],
        _ shared: [ResponseDescription],
        describesInputs: Bool
    ) {
        var operations: [LinkCheck.Operation] = routes.map { ("the route \($0.name)", $0, false) }
        for webhook in webhooks {
            operations.append((Self.name(of: webhook), webhook.route(OperationID.of(webhook: webhook)), true))
        }
        for route in routes {
            for callback in route.endpoint.callbacks {
                let id = OperationID.of(callback: callback.request, owner: route.operationID)
                operations.append((Self.name(of: callback, route), callback.request.route(id), true))
            }
        }
        guard (shared + operations.flatMap(\.route.responses)).contains(where: { !$0.links.isEmpty }) else { return }
        faults += LinkCheck(operations, shared: shared, describesInputs: describesInputs).faults
    }

    private mutating func checkTags(_ tags: [OpenAPIMetadata.Tag]) {
        var known: Set<UTF8Key> = []
        for tag in tags where !known.insert(UTF8Key(tag.name)).inserted {
            faults.append("Duplicate tag `\(tag.name)` in the OpenAPI metadata.")
        }
    }

    private mutating func checkSecuritySchemes(_ operations: [[any EndpointInput]]) {
        var definitions: [UTF8Key: JSONObject] = [:]
        var reported: Set<UTF8Key> = []
        for inputs in operations {
            var operation = OperationDescription()
            // Credentials have this order; describing a body would build its schema at every startup.
            for input in inputs where input.inputLocation == .dependency {
                input.describe(&operation)
            }
            for scheme in operation.security + operation.securityAlternatives.joined() {
                let name = UTF8Key(scheme.name)
                guard let known = definitions[name] else {
                    definitions[name] = scheme.definition
                    continue
                }
                if known != scheme.definition, reported.insert(name).inserted {
                    faults.append(
                        "The security scheme `\(scheme.name)` has conflicting definitions: rename one of them."
                    )
                }
            }
        }
    }
}
