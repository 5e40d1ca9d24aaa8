public import SwiftletJSON

extension SchemaValue {
    /// A value from JSON, checked like one that came in a request.
    ///
    /// - Throws: ``ValidationFailure`` with all that is wrong. In an endpoint that is a 500, as the data is not the client's.
    public static func decoded(from json: JSON) throws(ValidationFailure) -> Self {
        var validation = Validation()
        guard let value = decode(.value(json), [], &validation) else { throw ValidationFailure(validation.errors) }
        return value
    }
}
