import HTTPTypes
import SwiftletJSON

/// The responses of one operation as the document has them: what it answers, its failures, and errors of its inputs.
struct ResponseDescriptions {
    private let endpoint: Endpoint
    private let operation: OperationDescription
    private let errors: ErrorSchemas

    init(_ endpoint: Endpoint, _ operation: OperationDescription, errors: ErrorSchemas) {
        self.endpoint = endpoint
        self.operation = operation
        self.errors = errors
    }

    /// The responses object: success first, then the failures by status.
    func object(_ registry: inout SchemaRegistry) -> JSONObject {
        var responses: JSONObject = ["\(endpoint.status.code)": .object(success(&registry))]
        var failures: [Int: [String]] = [:]
        for failure in operation.failures {
            // Several failures of one status are told together.
            let known = failures[failure.status.code, default: []]
            if !known.contains(failure.description) { failures[failure.status.code] = known + [failure.description] }
        }
        let isValidated = !operation.parameters.isEmpty || !operation.bodies.isEmpty
        let statuses = Set(failures.keys).union(isValidated ? [unprocessable] : [])
        for status in statuses.sorted() where status != endpoint.status.code {
            var texts = failures[status] ?? []
            var schemas: [JSON] = texts.isEmpty ? [] : [.object(errors.failure(&registry))]
            if isValidated, status == unprocessable {
                texts.insert("Validation Error", at: 0)
                let schema = JSON.object(errors.validation(&registry))
                if !schemas.contains(schema) { schemas.insert(schema, at: 0) }
            }
            responses["\(status)"] = [
                "description": .string(texts.joined(separator: "; ")),
                "content": [
                    errors.contentType: ["schema": schemas.count == 1 ? schemas[0] : ["anyOf": .array(schemas)]]
                ],
            ]
        }
        return responses
    }

    private var unprocessable: Int { HTTPResponse.Status.unprocessableContent.code }

    private func success(_ registry: inout SchemaRegistry) -> JSONObject {
        var success: JSONObject = ["description": "Successful Response"]
        let status = endpoint.status
        // These have no content, whatever the endpoint makes (RFC 9110, section 6.4.1).
        if status == .noContent || status == .notModified || endpoint.method == .head { return success }
        if let schema = endpoint.describeOutput(&registry) {
            success["content"] = ["application/json": ["schema": .object(schema)]]
        } else if !endpoint.contentTypes.isEmpty, status.kind != .redirection {
            var content: JSONObject = [:]
            for type in endpoint.contentTypes {
                content[type] = MediaType.essence(type).hasPrefix("text/") ? ["schema": ["type": "string"]] : [:]
            }
            success["content"] = .object(content)
        }
        return success
    }
}
