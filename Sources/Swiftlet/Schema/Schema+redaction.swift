import SwiftletJSON

extension Schema {
    /// Whether any field or the values of extra keys are secret or contain a secret.
    var holdsSecret: Bool {
        secretPresence.value {
            var seen: Set<ObjectIdentifier> = []
            return holdsSecret(besides: &seen)
        }
    }

    func holdsSecret(besides seen: inout Set<ObjectIdentifier>) -> Bool {
        guard seen.insert(ObjectIdentifier(Root.self)).inserted else { return false }
        for field in fields where field.holdsSecret(&seen) {
            return true
        }
        return extraKeys.storage?.holdsSecret(&seen) ?? false
    }

    /// An input as an error may show it.
    ///
    /// An object has its secret fields replaced, under all their names, and what is no field's: a misspelt name may well be
    /// that of a secret. In the place of an object there may be anything else, with the secrets still in it: a list of such
    /// objects, or the object as a text.
    func redacted(_ input: InputValue) -> JSON {
        let json = json(of: input)
        return holdsSecret ? redactedSurely(json) : json
    }

    /// An input as JSON.
    ///
    /// Of parameters and of the fields of a form, a list is an array even of one element, and any other field is the last of
    /// its name, as in FastAPI.
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

    private func field(named name: String) -> AnyField<Root>? {
        fields.first { field in
            field.name.utf8Equals(name) || field.aliases.contains { $0.utf8Equals(name) }
        }
    }

    private func redactedSurely(_ json: JSON) -> JSON {
        switch json {
        case .object(let object):
            return .object(
                JSONObject(object.map { ($0, field(named: $0)?.redacted(.value($1)) ?? .hidden) })
            )
        case .array(let elements):
            return .array(elements.map(redactedSurely))
        case .string, .number:
            return .hidden
        case .null:
            return .null
        case .bool(let value):
            return .bool(value)
        }
    }
}
