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
    ///   - describesSecurity: Whether to validate the security schemes, which describes the inputs of all routes.
    init(_ assembly: AppAssembly, describesSecurity: Bool) {
        let routes = OpenAPIDocument.documentedRoutes(of: assembly.routes)
        let webhooks = assembly.description.webhooks
        if !webhooks.isEmpty || routes.contains(where: { !$0.endpoint.callbacks.isEmpty }) {
            // Duplicate operation IDs of routes are reported elsewhere.
            for route in assembly.routes { operations[UTF8Key(route.operationID)] = route.name }
            check(webhooks)
            for route in routes { checkCallbacks(of: route) }
        }
        checkTags(assembly.description.metadata?.tags ?? [])
        checkLinks(of: routes, assembly.description.metadata?.responses ?? [])
        if describesSecurity {
            let sent = webhooks + routes.flatMap { $0.endpoint.callbacks.map(\.request) }
            checkSecuritySchemes(routes.map { $0.guards + $0.endpoint.inputs } + sent.map(\.operation.inputs))
        }
    }

    private mutating func check(_ webhooks: [Webhook]) {
        var known: Set<UTF8Key> = []
        for webhook in webhooks {
            let name = "the webhook `\(webhook.name)` (\(webhook.operation.method))"
            check(webhook, named: name, key: webhook.name, known: &known)
            checkOperationID(OperationID.of(webhook: webhook), of: name)
        }
    }

    private mutating func checkCallbacks(of route: Route) {
        var known: Set<UTF8Key> = []
        for callback in route.endpoint.callbacks {
            let (request, url) = (callback.request, callback.url)
            let name = "the callback `\(request.name)` (\(request.operation.method) \(url)) of \(route.name)"
            check(request, named: name, key: "\(request.name)\0\(url)", known: &known)
            checkOperationID(OperationID.of(callback: request, owner: route.operationID), of: name)
        }
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

    /// Validates the names of links, and that their operations are in the document.
    private mutating func checkLinks(of routes: [Route], _ shared: [ResponseDescription]) {
        let described =
            shared.map { ("the whole app", $0) }
            + routes.flatMap { route in route.responses.map { ("the route \(route.name)", $0) } }
        guard described.contains(where: { !$0.1.links.isEmpty }) else { return }
        let operations = Set(routes.map { UTF8Key($0.operationID) })
        for (owner, response) in described {
            var known: Set<UTF8Key> = []
            for link in response.links {
                let name = "The link `\(link.name)` in a response of \(owner)"
                if !link.hasValidName {
                    faults.append("\(name) must have a name of ASCII letters, digits, `.`, `-` and `_`.")
                }
                if !known.insert(UTF8Key(link.name)).inserted { faults.append("\(name) is declared twice.") }
                if !operations.contains(UTF8Key(link.operationID)) {
                    faults.append(
                        "\(name) references the operation `\(link.operationID)`, which is not in the document."
                    )
                }
            }
        }
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
