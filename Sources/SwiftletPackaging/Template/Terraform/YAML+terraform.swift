import SwiftletJSON

extension YAML {
    /// A Terraform expression, such as `aws_sqs_queue.imports.arn`.
    static func expression(_ expression: String) -> YAML { .template("${\(expression)}") }

    /// A string template of Terraform, with expressions in `${…}`.
    static func template(_ template: String) -> YAML { .tagged("Template", template) }

    /// The document in Terraform's JSON syntax (https://developer.hashicorp.com/terraform/language/syntax/json).
    ///
    /// All strings are literals, except templates.
    var terraform: JSON {
        switch self {
        case .string(let text): .string(text.replacing("${", with: "$${").replacing("%{", with: "%%{"))
        case .tagged(_, let template): .string(template)
        case .list(let elements): .array(elements.map(\.terraform))
        case .map(let members): .object(JSONObject(members.map { (key: $0.name, value: $0.value.terraform) }))
        case .integer, .boolean: json
        }
    }

    /// A template of the document's JSON text, for arguments that contain JSON.
    var terraformText: YAML { .template(String(decoding: terraform.bytes, as: UTF8.self)) }

    /// The document with names such as `batch_size` instead of `BatchSize`.
    var snakeCased: YAML {
        guard case .map(let members) = self else { return self }
        return .map(
            members.map { member in
                let words = member.name.map { $0.isUppercase ? "_\($0.lowercased())" : String($0) }.joined()
                return (String(words.drop { $0 == "_" }), member.value.snakeCased)
            }
        )
    }
}
