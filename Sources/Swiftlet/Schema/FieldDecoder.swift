import SwiftletJSON

/// Decodes one field of a model, whatever the types of the model and the field.
///
/// A schema keeps an array of these: their types cost nothing to look up, while a pack of ``Field`` would have the runtime
/// search for the metadata of each at every decoding.
class AnyFieldDecoder: @unchecked Sendable {
    // Guarded by being immutable, here and in the one subclass.
    let name: String
    let aliases: [String]

    init(name: String, aliases: [String]) {
        self.name = name
        self.aliases = aliases
    }

    /// Decodes the field for the sake of the errors only.
    func check(_ object: InputValue, _ shown: () -> JSON, _ validation: inout Validation) {}

    /// The field's value and the name it was found under.
    fileprivate func find(in object: InputValue) -> (name: String, value: InputValue)? {
        if let value = object[name] { return (name, value) }
        for alias in aliases {
            if let value = object[alias] { return (alias, value) }
        }
        return nil
    }
}

/// Decodes a field of a type.
final class FieldDecoder<Value: SchemaValue>: AnyFieldDecoder, @unchecked Sendable {
    private let rules: [Constraint<Value.Constrained>]
    private let fallback: Value?

    init(name: String, aliases: [String], rules: [Constraint<Value.Constrained>], fallback: Value?) {
        self.rules = rules
        self.fallback = fallback
        super.init(name: name, aliases: aliases)
    }

    override func check(_ object: InputValue, _ shown: () -> JSON, _ validation: inout Validation) {
        _ = try? decode(object, shown, &validation)
    }

    /// Decodes the field from an object, which `shown` makes as an error may show it.
    ///
    /// - Throws: ``InvalidField`` if there is no value. An optional for a result would have the runtime search for its
    ///   type once more.
    func decode(
        _ object: InputValue,
        _ shown: () -> JSON,
        _ validation: inout Validation
    ) throws(InvalidField) -> Value {
        guard let (found, first) = find(in: object) else { return try absent(shown, &validation) }
        var input = first
        validation.quality.fieldCount = (validation.quality.fieldCount ?? 0) &+ 1
        validation.enter(.name(found))
        defer { validation.leave() }
        // One value under a name that may be repeated is a list of one.
        if Value.isRepeated {
            switch input {
            case .text(let text): input = .texts([text])
            case .file: input = .list([input])
            default: break
            }
        }
        guard let value = Value.decode(input, rules, &validation) else { throw InvalidField() }
        return value
    }

    private func absent(_ shown: () -> JSON, _ validation: inout Validation) throws(InvalidField) -> Value {
        if let fallback { return fallback }
        validation.at(.name(name)) { $0.record("missing", "Field required", input: shown()) }
        throw InvalidField()
    }
}

/// Decodes the fields of one object, one after the other.
struct FieldReader {
    private let decoders: [AnyFieldDecoder]
    private var index = 0

    init(_ decoders: [AnyFieldDecoder]) {
        self.decoders = decoders
    }

    /// Decodes the next field, which must be of the type that its decoder is for.
    mutating func next<Value: SchemaValue>(
        _ type: Value.Type,
        _ object: InputValue,
        _ shown: () -> JSON,
        _ validation: inout Validation
    ) throws(InvalidField) -> Value {
        // The schema's initializer makes one decoder for each type of the pack, in its order.
        let decoder = unsafe unsafeDowncast(decoders[index], to: FieldDecoder<Value>.self)
        index += 1
        return try decoder.decode(object, shown, &validation)
    }

    /// Looks for errors in the fields that were not reached.
    func checkRest(_ object: InputValue, _ shown: () -> JSON, _ validation: inout Validation) {
        for decoder in decoders[index...] {
            decoder.check(object, shown, &validation)
        }
    }
}

/// Says that a field has no value because an error about it was recorded.
struct InvalidField: Error {}

/// Says that a value is missing because an error about it was recorded.
struct MissingValue: Error {}

/// The value, or an error where there is none: for use inside of a pack expansion.
func unwrap<Value>(_ value: Value?) throws(MissingValue) -> Value {
    guard let value else { throw MissingValue() }
    return value
}
