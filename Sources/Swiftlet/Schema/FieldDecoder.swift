import SwiftletJSON

/// Decodes a field of a concrete type.
final class FieldDecoder<Value: SchemaValue>: AnyFieldDecoder, @unchecked Sendable {
    private let rules: [Constraint<Value.Constrained>]
    private let fallback: Value?

    init(name: String, aliases: [String], rules: [Constraint<Value.Constrained>], fallback: Value?) {
        self.rules = rules
        self.fallback = fallback
        super.init(name: name, aliases: aliases)
    }

    override func check(_ object: InputValue, shown: () -> JSON, validation: inout Validation) {
        _ = try? decode(object, shown: shown, validation: &validation)
    }

    /// Decodes the field from an object; `shown` returns the redacted object for use in errors.
    ///
    /// - Throws: ``InvalidField`` if there is no valid value. Returning an optional would cost another metadata lookup in
    ///   the runtime.
    func decode(
        _ object: InputValue,
        shown: () -> JSON,
        validation: inout Validation
    ) throws(InvalidField) -> Value {
        guard let (found, first) = find(in: object) else { return try absent(shown: shown, validation: &validation) }
        var input = first
        validation.quality.fieldCount = (validation.quality.fieldCount ?? 0) &+ 1
        validation.enter(.name(found))
        defer { validation.leave() }
        // A repeatable parameter that occurs once is decoded as a list of one element.
        if Value.isRepeated {
            switch input {
            case .text(let text): input = .texts([text])
            case .file: input = .list([input])
            default: break
            }
        }
        guard let value = Value.decode(input, constraints: rules, validation: &validation) else { throw InvalidField() }
        return value
    }

    private func absent(shown: () -> JSON, validation: inout Validation) throws(InvalidField) -> Value {
        if let fallback { return fallback }
        validation.at(.name(name)) { $0.record("missing", "Field required", input: shown()) }
        throw InvalidField()
    }
}
