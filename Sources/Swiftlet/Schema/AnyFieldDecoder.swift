import SwiftletJSON

/// A type-erased decoder of one model field.
///
/// A schema stores these in an array, so that decoding needs no metadata lookup. A pack of ``Field`` would make the
/// runtime look up the metadata of each element on every decode.
class AnyFieldDecoder: @unchecked Sendable {
    // Immutable, as is its only subclass.
    let name: String
    let aliases: [String]

    init(name: String, aliases: [String]) {
        self.name = name
        self.aliases = aliases
    }

    /// Decodes the field only to record its errors.
    func check(_ object: InputValue, shown: () -> JSON, validation: inout Validation) {}

    /// Looks up the field's value, and the name under which it was found.
    final func find(in object: InputValue) -> (name: String, value: InputValue)? {
        if let value = object[name] { return (name, value) }
        for alias in aliases {
            if let value = object[alias] { return (alias, value) }
        }
        return nil
    }
}
