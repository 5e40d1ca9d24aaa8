import SwiftletJSON

/// Decodes the fields of an object in order.
struct FieldReader {
    private let decoders: [AnyFieldDecoder]
    private var index = 0

    init(_ decoders: [AnyFieldDecoder]) {
        self.decoders = decoders
    }

    /// Decodes the next field.
    ///
    /// `Value` must be the type of its decoder.
    mutating func next<Value: SchemaValue>(
        _ type: Value.Type,
        from object: InputValue,
        shown: () -> JSON,
        validation: inout Validation
    ) throws(InvalidField) -> Value {
        // `Schema.init` creates one decoder for each type of the pack, in the same order.
        let decoder = unsafe unsafeDowncast(decoders[index], to: FieldDecoder<Value>.self)
        index += 1
        return try decoder.decode(object, shown: shown, validation: &validation)
    }

    /// Records the errors of the remaining fields.
    func checkRest(_ object: InputValue, shown: () -> JSON, validation: inout Validation) {
        for decoder in decoders[index...] {
            decoder.check(object, shown: shown, validation: &validation)
        }
    }
}
