import SwiftletJSON

extension Schema {
    /// Whether a field or the values of extra keys contain a secret.
    var containsSecret: Bool {
        secretPresence.value {
            var seen: Set<ObjectIdentifier> = []
            return containsSecret(visited: &seen)
        }
    }

    func containsSecret(visited seen: inout Set<ObjectIdentifier>) -> Bool {
        guard seen.insert(ObjectIdentifier(Root.self)).inserted else { return false }
        for field in fields where field.containsSecret(&seen) {
            return true
        }
        return extraKeys.storage?.containsSecret(&seen) ?? false
    }

    /// The input with secrets redacted, for use in errors.
    ///
    /// In an object, secret fields are redacted under all their names, and so are extra keys, because a misspelled key may
    /// contain a secret. Values that are not objects may still contain the secrets, such as a list of objects or an object
    /// encoded as a string, and are redacted too.
    func redacted(_ input: InputValue) -> JSON {
        let json = json(of: input)
        return containsSecret ? redactedValue(json) : json
    }

    /// Returns an input as JSON.
    ///
    /// For parameters and form fields, a repeatable field is always an array, and any other field has the last value with its
    /// name, as in FastAPI.
    private func json(of input: InputValue) -> JSON {
        switch input {
        case .fields, .form: break
        case .node, .value, .text, .texts, .file, .list: return input.json
        }
        guard let object = input.json.object else { return input.json }
        return .object(
            JSONObject(
                object.map { name, value in
                    guard let field = field(named: name) else { return (name, value) }
                    let elements = value.array ?? [value]
                    return (name, field.isRepeated ? .array(elements) : elements.last ?? value)
                }
            )
        )
    }

    private func field(named name: String) -> AnyField? {
        fields.first { field in
            field.name.utf8Equals(name) || field.aliases.contains { $0.utf8Equals(name) }
        }
    }

    private func redactedValue(_ json: JSON) -> JSON {
        switch json {
        case .object(let object):
            return .object(
                JSONObject(object.map { ($0, field(named: $0)?.redacted(.value($1)) ?? .masked) })
            )
        case .array(let elements):
            return .array(elements.map(redactedValue))
        case .string, .number:
            return .masked
        case .null:
            return .null
        case .bool(let value):
            return .bool(value)
        }
    }
}
