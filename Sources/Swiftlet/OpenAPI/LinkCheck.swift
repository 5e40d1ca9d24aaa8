import SwiftletJSON

/// Validates the links in the responses of a document: their names, operations and parameters.
struct LinkCheck {
    /// An operation of the document, with its name in error messages.
    typealias Operation = (name: String, route: Route, isSent: Bool)

    /// The configuration errors, one sentence each.
    private(set) var faults: [String] = []
    /// The operations of the document by operation ID.
    private let operations: [UTF8Key: Route]
    private let describesInputs: Bool

    /// Validates links.
    ///
    /// - Parameters:
    ///   - operations: The operations of the document, with those of webhooks and callbacks, which the app sends.
    ///   - shared: The responses of all routes.
    ///   - describesInputs: Whether to validate the parameters, which describes the inputs of the linked operations.
    init(
        _ operations: [Operation],
        shared: [ResponseDescription],
        describesInputs: Bool
    ) {
        self.operations = Dictionary(operations.map { (UTF8Key($0.route.operationID), $0.route) }) { first, _ in first }
        self.describesInputs = describesInputs
        let routes = operations.filter { !$0.isSent }.map(\.route)
        for response in Self.effective(shared) {
            let isReplaced = { (route: Route) in route.responses.contains { $0.status == response.status } }
            if routes.isEmpty || !routes.allSatisfy(isReplaced) { check(response.links, of: "the whole app") }
        }
        for operation in operations {
            for response in Self.effective(operation.route.responses) { check(response.links, of: operation.name) }
        }
    }

    /// Returns the responses that later ones for the same status do not replace.
    private static func effective(_ responses: [ResponseDescription]) -> [ResponseDescription] {
        responses.enumerated()
            .filter { index, response in !responses[(index + 1)...].contains { $0.status == response.status } }
            .map(\.element)
    }

    private mutating func check(_ links: [ResponseLink], of owner: String) {
        var known: Set<UTF8Key> = []
        for link in links {
            let name = "The link `\(link.name)` in a response of \(owner)"
            if !link.hasValidName {
                faults.append("\(name) must have a name of ASCII letters, digits, `.`, `-` and `_`.")
            }
            if !known.insert(UTF8Key(link.name)).inserted { faults.append("\(name) is declared twice.") }
            guard let operation = operations[UTF8Key(link.operationID)] else {
                faults.append("\(name) references the operation `\(link.operationID)`, which is not in the document.")
                continue
            }
            guard describesInputs, !link.parameters.isEmpty else { continue }
            let parameters = Self.parameters(of: operation)
            for key in link.parameters.keys where !parameters.contains(where: { Self.refers(key, to: $0) }) {
                faults.append(
                    "\(name) sets the parameter `\(key)`, which the operation `\(link.operationID)` does not have."
                )
            }
        }
    }

    /// Whether a key is the name of a parameter, with or without its location.
    private static func refers(_ key: String, to parameter: (location: InputLocation, name: String)) -> Bool {
        let names = [parameter.name, "\(parameter.location).\(parameter.name)"]
        // The names of header fields are case-insensitive.
        guard parameter.location == .header else { return names.contains { $0.utf8Equals(key) } }
        return names.contains { $0.lowercased().utf8Equals(key.lowercased()) }
    }

    private static func parameters(of operation: Route) -> [(location: InputLocation, name: String)] {
        var description = OperationDescription()
        for input in operation.guards + operation.endpoint.inputs where input.inputLocation != .body {
            input.describe(&description)
        }
        return operation.path.parameters.map { (.path, $0) } + description.parameters.map { ($0.location, $0.name) }
    }
}
