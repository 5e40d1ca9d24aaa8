package import SwiftletJSON

/// A Request Body Object, built from the inputs that read the body.
package struct RequestBodyDescription {
    private let bodies: [OperationDescription.Body]
    private let contentType: String

    /// Creates a description, or returns `nil` if no input reads the body.
    package init?(_ bodies: [OperationDescription.Body]) {
        guard let first = bodies.first else { return nil }
        self.bodies = bodies
        // A form that includes a file is multipart.
        let multipart = bodies.first { $0.contentType == "multipart/form-data" }
        self.contentType = (multipart ?? first).contentType
    }

    /// Returns the Request Body Object.
    package func object(_ operationID: String, _ registry: inout SchemaRegistry) -> JSONObject {
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

    /// Returns the examples by name, as a Media Type Object requires.
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
        // The fields of a form model are members of the body too.
        let whole = bodies.filter { $0.name == nil }.map { JSON.object($0.schema) }
        if !whole.isEmpty { schema["allOf"] = .array(whole) }
        schema["title"] = .string(title)
        return schema
    }
}
