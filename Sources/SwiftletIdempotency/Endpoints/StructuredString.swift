/// Parses the value of a structured header field that is an Item of the type String
/// ([RFC 9651](https://www.rfc-editor.org/rfc/rfc9651#section-4.2.5)).
struct StructuredString {
    /// The decoded string.
    let text: String

    /// Parses a field value, whose parameters are validated and ignored.
    ///
    /// - Returns: `nil` if the value is not a String.
    init?(_ field: String) {
        var parser = StructuredFieldParser(field)
        parser.skipSpaces()
        guard let text = parser.string(), parser.skipParameters() else { return nil }
        parser.skipSpaces()
        guard parser.isAtEnd else { return nil }
        self.text = text
    }
}
