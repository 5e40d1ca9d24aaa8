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
        guard holdsSecret else { return input.json }
        return redactedValue(input)
    }

    private func redactedValue(_ input: InputValue) -> JSON {
        switch input.json {
        case .object(let object):
            return .object(
                JSONObject(
                    object.map { name, value in
                        let field = fields.first { field in
                            field.name.utf8Equals(name) || field.aliases.contains { $0.utf8Equals(name) }
                        }
                        return (name, field?.redacted(.value(value)) ?? .hidden)
                    }
                )
            )
        case .array(let elements):
            return .array(elements.map { redactedValue(.value($0)) })
        case .string, .number:
            return .hidden
        case .null:
            return .null
        case .bool(let value):
            return .bool(value)
        }
    }
}
