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
        guard containsSecret else { return input.json }
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
                        return (name, field?.redacted(.value(value)) ?? .masked)
                    }
                )
            )
        case .array(let elements):
            return .array(elements.map { redactedValue(.value($0)) })
        case .string, .number:
            return .masked
        case .null:
            return .null
        case .bool(let value):
            return .bool(value)
        }
    }
}
