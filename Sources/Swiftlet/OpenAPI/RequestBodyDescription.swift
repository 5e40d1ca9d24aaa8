import SwiftletJSON

/// A request body as the document has it, put together from the inputs that read it.
struct RequestBodyDescription {
    private let bodies: [OperationDescription.Body]
    private let contentType: String

    /// - Returns: `nil` if no input reads the body.
    init?(_ bodies: [OperationDescription.Body]) {
        guard let first = bodies.first else { return nil }
        self.bodies = bodies
        // A form with a file among its fields is multipart.
        let multipart = bodies.first { $0.contentType == "multipart/form-data" }
        self.contentType = (multipart ?? first).contentType
    }

    /// The request body object.
    func object(_ operationID: String, _ registry: inout SchemaRegistry) -> JSONObject {
        var object: JSONObject = [:]
        var media: JSONObject = [:]
        if bodies.count == 1, let body = bodies.first, !body.isMember {
            if let text = body.description { object["description"] = .string(text) }
            media["schema"] = .object(body.schema)
            if !body.examples.isEmpty { media["examples"] = .object(Self.named(body.examples)) }
        } else {
            let name = "Body_\(operationID)"
            media["schema"] = .object(registry.reference(to: members(titled: name), named: name))
        }
        object["content"] = [contentType: .object(media)]
        if bodies.contains(where: \.isRequired) { object["required"] = true }
        return object
    }

    /// Examples as a media type has them: each with a name.
    private static func named(_ examples: [JSON]) -> JSONObject {
        var object: JSONObject = [:]
        for (index, example) in examples.enumerated() {
            object["example\(index + 1)"] = ["value": example]
        }
        return object
    }

    private func members(titled title: String) -> JSONObject {
        var properties: JSONObject = [:]
        var required: [JSON] = []
        for body in bodies {
            guard let name = body.name else { continue }
            properties[name] = .object(body.schema)
            if body.isRequired, !required.contains(.string(name)) { required.append(.string(name)) }
        }
        var schema: JSONObject = ["properties": .object(properties), "type": "object"]
        if !required.isEmpty { schema["required"] = .array(required) }
        // A whole form among single fields: its fields are the body's too.
        let whole = bodies.filter { $0.name == nil }.map { JSON.object($0.schema) }
        if !whole.isEmpty { schema["allOf"] = .array(whole) }
        schema["title"] = .string(title)
        return schema
    }
}
