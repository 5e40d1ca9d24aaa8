/// Media types in `Content-Type` fields.
package enum MediaType {
    /// Whether bodies of a content type are text, which events contain verbatim; all others are encoded as base64.
    ///
    /// Text types are `text/*`, JSON, XML, YAML, JavaScript and URL-encoded forms, types with the suffixes `+json`, `+xml` and
    /// `+yaml`, and other text formats in `application/`.
    ///
    /// - Parameters:
    ///   - contentType: The value of the field.
    ///   - others: Additional text types, in lower case.
    /// - Returns: Whether the content type is a text type.
    package static func isText(_ contentType: String, or others: Set<String> = []) -> Bool {
        let text = contentType.utf8Span.span
        // Fast path without a copy for the most common type.
        if equals(text, "application/json") { return true }
        let type = essence(contentType)
        if type.utf8.starts(with: "text/".utf8) { return true }
        if let plus = type.utf8.lastIndex(of: UInt8(ascii: "+")) {
            let suffix = type.utf8[plus...]
            if suffix.elementsEqual("+json".utf8) || suffix.elementsEqual("+xml".utf8)
                || suffix.elementsEqual("+yaml".utf8)
            {
                return true
            }
        }
        return textTypes.contains(type) || others.contains(type)
    }

    /// The type and subtype, lowercased and without parameters.
    package static func essence(_ contentType: String) -> String {
        var end = contentType.utf8.firstIndex(of: UInt8(ascii: ";")) ?? contentType.utf8.endIndex
        var start = contentType.utf8.startIndex
        while start < end, isSpace(contentType.utf8[start]) {
            start = contentType.utf8.index(after: start)
        }
        while start < end {
            let last = contentType.utf8.index(before: end)
            guard isSpace(contentType.utf8[last]) else { break }
            end = last
        }
        return String(decoding: contentType.utf8[start..<end].map(\.asciiLowercased), as: UTF8.self)
    }

    private static let textTypes: Set<String> = [
        "application/json", "application/xml", "application/yaml", "application/x-yaml", "application/javascript",
        "application/x-javascript", "application/ecmascript", "application/x-www-form-urlencoded",
        "application/vnd.oai.openapi", "application/x-ndjson", "application/jsonl", "application/jsonlines",
        "application/json-lines", "application/graphql", "application/sql", "application/toml", "application/jwt",
        "application/x-sh",
    ]

    private static func equals(_ text: Span<UInt8>, _ other: StaticString) -> Bool {
        guard text.count == other.utf8CodeUnitCount else { return false }
        let other = other.description.utf8Span.span
        for index in text.indices where text[index] != other[index] {
            return false
        }
        return true
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }
}
