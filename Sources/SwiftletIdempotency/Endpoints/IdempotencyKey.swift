import HTTPTypes
import Swiftlet

/// The key in the `Idempotency-Key` field of a request
/// ([draft-ietf-httpapi-idempotency-key-header](https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/)).
struct IdempotencyKey {
    /// The name of the field.
    static let fieldName = "Idempotency-Key"
    static let field = HTTPField.Name(fieldName)
    /// The maximum length of a key, in characters, which are ASCII.
    static let maximumLength = 255

    let text: String

    /// Parses the field; `nil` if the request has none.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - allowsUnquoted: Whether a key without quotes is accepted.
    /// - Throws: `HTTPError` with status 400 if the field is malformed.
    init?(_ request: Request, allowsUnquoted: Bool) throws(HTTPError) {
        guard let name = Self.field, let field = request.header(name) else { return nil }
        let text: String
        if let quoted = StructuredString(field) {
            text = quoted.text
        } else if allowsUnquoted, let unquoted = Self.unquoted(field) {
            text = unquoted
        } else {
            throw HTTPError(
                .badRequest,
                allowsUnquoted
                    ? "Idempotency-Key must be a string of visible ASCII characters, such as a UUID."
                    : "Idempotency-Key must be a string in double quotes, such as \"8e03978e-40d5-43dd-bc93-6894a57f9324\"."
            )
        }
        guard (1...Self.maximumLength).contains(text.utf8.count) else {
            throw HTTPError(.badRequest, "Idempotency-Key must have 1 to \(Self.maximumLength) characters.")
        }
        self.text = text
    }

    /// Returns the field value without surrounding spaces, or `nil` if it has a character that a key without quotes cannot
    /// have.
    private static func unquoted(_ field: String) -> String? {
        let text = field.utf8.drop { $0 == UInt8(ascii: " ") }
        let end = text.lastIndex { $0 != UInt8(ascii: " ") }
        guard let end else { return nil }
        let key = text[...end]
        let isValid = key.allSatisfy { (0x21...0x7e).contains($0) && !"\",;\\".utf8.contains($0) }
        return isValid ? String(Substring(key)) : nil
    }
}
