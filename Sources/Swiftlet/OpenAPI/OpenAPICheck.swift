import HTTPTypes
import SwiftletJSON

/// Checks that the OpenAPI document can describe an app: what is the same key or name in it must be declared once.
struct OpenAPICheck {
    /// What is wrong, each in a sentence.
    private(set) var faults: [String] = []
    /// What has each operation ID.
    private var operations: [UTF8Key: String] = [:]

    /// Checks an app.
    ///
    /// - Parameters:
    ///   - assembly: the app.
    ///   - describesSecurity: whether to check the security schemes, which describes the inputs of all routes.
    init(_ assembly: AppAssembly, describesSecurity: Bool) {
        let routes = OpenAPIDocument.documentedRoutes(of: assembly.routes)
        let webhooks = assembly.description.webhooks
        if !webhooks.isEmpty || routes.contains(where: { !$0.endpoint.callbacks.isEmpty }) {
            // Routes of one name are a fault of the app itself.
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

    /// Checks that the document has a member for a request that the app sends, and has none for it already.
    private mutating func check(
        _ webhook: Webhook,
        named name: String,
        key: String,
        known: inout Set<UTF8Key>
    ) {
        let method = webhook.operation.method
        if !OpenAPIDocument.lists(method) {
            faults.append("OpenAPI cannot describe the method \(method) of \(name).")
        }
        if !known.insert(UTF8Key("\(method)\0\(key)")).inserted { faults.append("There are two of \(name).") }
    }

    private mutating func checkOperationID(_ id: String, of name: String) {
        // Two of one name are reported already.
        if let other = operations.updateValue(name, forKey: UTF8Key(id)), !other.utf8Equals(name) {
            faults.append(
                "The operation ID `\(id)` belongs to both \(other) and \(name): give one of them another `operationID`."
            )
        }
    }

    /// Checks that links lead to operations of the document.
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
                    faults.append("\(name) needs a name of ASCII letters, digits, `.`, `-` and `_`.")
                }
                if !known.insert(UTF8Key(link.name)).inserted { faults.append("\(name) is declared twice.") }
                if !operations.contains(UTF8Key(link.operationID)) {
                    faults.append("\(name) leads to `\(link.operationID)`, which is no documented operation.")
                }
            }
        }
    }

    private mutating func checkTags(_ tags: [OpenAPIMetadata.Tag]) {
        var known: Set<UTF8Key> = []
        for tag in tags where !known.insert(UTF8Key(tag.name)).inserted {
            faults.append("The tag `\(tag.name)` is declared twice in the OpenAPI metadata.")
        }
    }

    private mutating func checkSecuritySchemes(_ operations: [[any EndpointInput]]) {
        var definitions: [UTF8Key: JSONObject] = [:]
        var reported: Set<UTF8Key> = []
        for inputs in operations {
            var operation = OperationDescription()
            // Credentials are dependencies; to describe a body makes its schema, which every start of a process would pay for.
            for input in inputs where input.errorOrder == .dependency {
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
                        "The security scheme `\(scheme.name)` has two definitions: give one of them another name."
                    )
                }
            }
        }
    }
}
