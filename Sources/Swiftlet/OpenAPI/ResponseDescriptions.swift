import HTTPTypes
import SwiftletJSON

/// The Responses Object of one operation: success, failures, validation errors, and other declared responses.
struct ResponseDescriptions {
    private let endpoint: Endpoint
    private let failures: [Int: [String]]
    /// The declared responses by status; the innermost declaration takes precedence.
    private let declared: [Int: ResponseDescription]
    private let linkParameters: LinkParameters
    private let errors: ErrorSchemas
    private let validatesInputs: Bool

    init(
        _ endpoint: Endpoint,
        _ operation: OperationDescription,
        declared: [ResponseDescription],
        linkParameters: LinkParameters,
        errors: ErrorSchemas,
        validatesInputs: Bool
    ) {
        var failures: [Int: [String]] = [:]
        for failure in operation.failures {
            // Failures with the same status share one response.
            let known = failures[failure.status.code, default: []]
            if !known.contains(failure.description) { failures[failure.status.code] = known + [failure.description] }
        }
        self.endpoint = endpoint
        self.failures = failures
        self.declared = Dictionary(declared.map { ($0.status.code, $0) }) { $1 }
        self.linkParameters = linkParameters
        self.errors = errors
        self.validatesInputs = validatesInputs && !(operation.parameters.isEmpty && operation.bodies.isEmpty)
    }

    /// Returns the Responses Object: success first, then the others by status.
    func object(_ registry: inout SchemaRegistry) -> JSONObject {
        var responses: JSONObject = ["\(endpoint.status.code)": .object(success(&registry))]
        let statuses = Set(failures.keys).union(declared.keys).union(validatesInputs ? [unprocessable] : [])
        for status in statuses.sorted() where status != endpoint.status.code {
            responses["\(status)"] = .object(other(status, &registry))
        }
        return responses
    }

    private var unprocessable: Int { HTTPResponse.Status.unprocessableContent.code }

    private func other(_ status: Int, _ registry: inout SchemaRegistry) -> JSONObject {
        let declared = declared[status]
        var texts = failures[status] ?? []
        if let text = declared?.description, !texts.contains(text) { texts.insert(text, at: 0) }
        var content = declared.map { Self.content(of: $0, &registry) } ?? [:]
        if content.isEmpty, status >= 400 {
            let isValidation = validatesInputs && status == unprocessable
            var schemas: [JSON] =
                isValidation && failures[status] == nil ? [] : [.object(errors.failure(&registry))]
            if isValidation {
                texts.insert("Validation Error", at: 0)
                let schema = JSON.object(errors.validation(&registry))
                if !schemas.contains(schema) { schemas.insert(schema, at: 0) }
            }
            content[errors.contentType] = ["schema": schemas.count == 1 ? schemas[0] : ["anyOf": .array(schemas)]]
        }
        if texts.isEmpty, let declared { texts = [Self.phrase(of: declared.status)] }
        var response: JSONObject = ["description": .string(texts.joined(separator: "; "))]
        response.add(headers: declared, &registry)
        if !content.isEmpty, HTTPResponse.Status(code: status).carriesContent {
            response["content"] = .object(content)
        }
        response.add(links: declared, linkParameters)
        return response
    }

    private func success(_ registry: inout SchemaRegistry) -> JSONObject {
        let status = endpoint.status
        let declared = declared[status.code]
        var success: JSONObject = ["description": .string(declared?.description ?? "Successful Response")]
        success.add(headers: declared, &registry)
        // These responses have no content (RFC 9110, section 6.4.1).
        guard status.carriesContent, endpoint.method != .head else {
            success.add(links: declared, linkParameters)
            return success
        }
        var content = declared.map { Self.content(of: $0, &registry) } ?? [:]
        if content.isEmpty {
            if let schema = endpoint.describeOutput(&registry) {
                content["application/json"] = ["schema": .object(schema)]
            } else if status.kind != .redirection {
                content = Self.content(endpoint.contentTypes)
            }
        }
        if !content.isEmpty { success["content"] = .object(content) }
        success.add(links: declared, linkParameters)
        return success
    }

    private static func content(of response: ResponseDescription, _ registry: inout SchemaRegistry) -> JSONObject {
        var content = content(response.contentTypes)
        if let model = response.model {
            content[response.contentTypes.first ?? "application/json"] =
                model.describeOutput(&registry).map { ["schema": .object($0)] } ?? [:]
        }
        return content
    }

    private static func content(_ types: [String]) -> JSONObject {
        var content: JSONObject = [:]
        for type in types {
            content[type] = MediaType.essence(type).hasPrefix("text/") ? ["schema": ["type": "string"]] : [:]
        }
        return content
    }

    /// Returns the description of a status, which OpenAPI requires.
    private static func phrase(of status: HTTPResponse.Status) -> String {
        status.reasonPhrase.isEmpty ? "Status \(status.code)" : status.reasonPhrase
    }
}

extension JSONObject {
    fileprivate mutating func add(headers response: ResponseDescription?, _ registry: inout SchemaRegistry) {
        var headers: JSONObject = [:]
        for header in response?.headers ?? [] {
            headers[header.name] = .object(header.object(&registry))
        }
        if !headers.isEmpty { self["headers"] = .object(headers) }
    }

    fileprivate mutating func add(links response: ResponseDescription?, _ parameters: LinkParameters) {
        var links: JSONObject = [:]
        for link in response?.links ?? [] {
            links[link.name] = .object(parameters.documented(link).object)
        }
        if !links.isEmpty { self["links"] = .object(links) }
    }
}

extension HTTPResponse.Status {
    fileprivate var carriesContent: Bool { self != .noContent && self != .notModified }
}
