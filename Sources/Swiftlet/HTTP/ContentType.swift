/// Parsing of `Content-Type` fields (RFC 9110, section 8.3).
enum ContentType {
    /// Whether the media type is `application/json` or has the suffix `+json` (RFC 6839).
    static func isJSON(_ field: String?) -> Bool {
        // Fast path without a copy for the most common value.
        if field == "application/json" { return true }
        guard let type = mediaType(field) else { return false }
        if type == "application/json" { return true }
        return type.utf8.starts(with: "application/".utf8) && type.utf8.suffix(5).elementsEqual("+json".utf8)
    }

    /// The media type, lowercased and without parameters.
    static func mediaType(_ field: String?) -> String? {
        field.map(MediaType.essence)
    }

    /// The unquoted value of a parameter such as `boundary`.
    static func parameter(_ name: String, of field: String?) -> String? {
        guard let field else { return nil }
        return HeaderParameters(field)[name]
    }
}
