import HTTPTypes

/// Header fields as names and values for decoding.
enum HeaderItems {
    /// The name of a header field for a name in Swift or JSON, which has `_` for `-`.
    static func fieldName(_ name: String) -> String {
        String(name.map { $0 == "_" ? "-" : $0 })
    }

    /// The header fields under the names that a model's fields have; all others under their own, in lower case.
    static func items<Root>(of request: Request, for schema: Schema<Root>) -> [QueryItem] {
        var names: [String: String] = [:]
        for field in schema.fields {
            for name in [field.name] + field.aliases { names[fieldName(name).lowercased()] = name }
        }
        return request.headerItems.map { QueryItem(names[$0.name] ?? $0.name, $0.value) }
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
