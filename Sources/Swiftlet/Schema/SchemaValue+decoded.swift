public import SwiftletJSON

extension SchemaValue {
    /// Decodes and validates a value from JSON, like an input of a request.
    ///
    /// - Throws: ``ValidationFailure`` with all errors. An endpoint that throws it responds with status 500, because the
    ///   data did not come from the client.
    public static func decoded(from json: JSON) throws(ValidationFailure) -> Self {
        var validation = Validation()
        guard let value = decode(.value(json), constraints: [], validation: &validation) else {
            throw ValidationFailure(validation.errors)
        }
        return value
    }
}
