public import SwiftletJSON
public import SwiftletValues

extension EmailAddress: SchemaValue {
    /// Decodes an email address from a string.
    public static func decode(
        _ input: InputValue,
        constraints: [Constraint<EmailAddress>],
        validation: inout Validation
    ) -> EmailAddress? {
        guard let text = input.string else {
            validation.record("string_type", "Input should be a valid string", input: input.json)
            return nil
        }
        do throws(EmailAddressError) {
            let value = try EmailAddress(parsing: text)
            return constraints.apply(to: value, shown: input.json, validation: &validation)
        } catch {
            // The reason may contain characters of the secret.
            let reason = validation.isSecret ? "The format is invalid." : error.reason
            validation.record(
                "value_error",
                "value is not a valid email address: \(reason)",
                input: input.json,
                context: ["reason": .string(reason)]
            )
            return nil
        }
    }

    /// Encodes the complete address.
    public func encode(to writer: inout JSONWriter) {
        writer.string(address)
    }

    /// The schema `{"type": "string", "format": "email"}` with the constraints applied.
    public static func describe(
        _ constraints: [Constraint<EmailAddress>],
        _ registry: inout SchemaRegistry
    ) -> JSONObject {
        constraints.describing(["type": "string", "format": "email"])
    }

    /// Pydantic's name for the type, `email`.
    public static var typeLabel: String { "email" }
}
