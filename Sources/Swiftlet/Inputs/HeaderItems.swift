import HTTPTypes

/// Header fields as names and values for decoding.
enum HeaderItems {
    /// The name of a header field for a name in Swift or JSON, which has `_` for `-`.
    static func fieldName(_ name: String) -> String {
        String(name.map { $0 == "_" ? "-" : $0 })
    }

    /// The header fields under the names that a model's fields have; all others under their own, in lower case.
    static func items<Root>(of request: Request, for schema: Schema<Root>) -> [QueryItem] {
        var fields: [String: (name: String, isRepeated: Bool)] = [:]
        for field in schema.fields {
            for name in [field.name] + field.aliases { fields[fieldName(name).lowercased()] = (name, field.isRepeated) }
        }
        return request.headerItems.flatMap { item in
            guard let field = fields[item.name] else { return [item] }
            let item = QueryItem(field.name, item.value)
            return field.isRepeated ? elements([item]) : [item]
        }
    }

    /// Each element of a list as an item of its own: the parts between commas outside of quotes, of which empty ones count
    /// for nothing ([RFC 9110, section 5.6.1](https://www.rfc-editor.org/rfc/rfc9110#section-5.6.1)).
    static func elements(_ items: [QueryItem]) -> [QueryItem] {
        items.flatMap { item in split(item.value).map { QueryItem(item.name, $0) } }
    }

    private static func split(_ value: String) -> [String] {
        let bytes = value.utf8
        var elements: [String] = []
        var start = bytes.startIndex
        var isQuoted = false
        var isEscaped = false
        func append(upTo end: String.Index) {
            let element = value[start..<end].trimmed
            if !element.isEmpty { elements.append(String(element)) }
        }
        for index in bytes.indices {
            let byte = bytes[index]
            if byte == UInt8(ascii: ","), !isQuoted {
                append(upTo: index)
                start = bytes.index(after: index)
                continue
            }
            if byte == UInt8(ascii: "\""), !isEscaped { isQuoted.toggle() }
            isEscaped = byte == UInt8(ascii: "\\") && isQuoted && !isEscaped
        }
        append(upTo: bytes.endIndex)
        return elements
    }

    /// Whether a field's name, which is in lower case, is the parameter's in any case.
    static func name(_ field: String, matches parameter: String) -> Bool {
        field.utf8.elementsEqual(parameter.utf8.lazy.map(\.asciiLowercased))
    }
}

extension Request {
    /// The header fields, names in lower case.
    var headerItems: [QueryItem] {
        headers.map { QueryItem($0.name.canonicalName, $0.value) }
    }
}
