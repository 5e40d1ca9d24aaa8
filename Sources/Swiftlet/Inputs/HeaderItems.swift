import HTTPTypes
import SwiftletJSON

/// Conversion of header fields to items for decoding.
enum HeaderItems {
    /// Converts a Swift or JSON name to a header name by replacing `_` with `-`.
    static func fieldName(_ name: String) -> String {
        String(decoding: name.utf8.map { $0 == UInt8(ascii: "_") ? UInt8(ascii: "-") : $0 }, as: UTF8.self)
    }

    /// The header fields, named as the corresponding fields of a model, or by their own lowercase name.
    ///
    /// A header field such as `save_data` does not match the parameter `save-data`: proxies may pass fields with underscores
    /// through in addition to the ones they set, so a client could forge the latter.
    static func items(of request: Request, for modelFields: [AnyField]) -> [QueryItem] {
        var fields: [UTF8Key: (name: String, isRepeated: Bool)] = [:]
        for field in modelFields {
            for name in [field.name] + field.aliases {
                fields[UTF8Key(fieldName(name).lowercased())] = (name, field.isRepeated)
            }
        }
        let known = Set(fields.values.lazy.map { UTF8Key($0.name) })
        return request.headerItems.flatMap { item in
            guard let field = fields[UTF8Key(item.name)] else {
                return known.contains(UTF8Key(item.name)) ? [] : [item]
            }
            let item = QueryItem(field.name, item.value)
            return field.isRepeated ? elements([item]) : [item]
        }
    }

    /// Splits comma-separated lists into one item per element, ignoring empty elements and commas in quotes
    /// ([RFC 9110, section 5.6.1](https://www.rfc-editor.org/rfc/rfc9110#section-5.6.1)).
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

    /// Whether a lowercase field name equals the name of a parameter, ignoring case.
    static func name(_ field: String, matches parameter: String) -> Bool {
        field.utf8.elementsEqual(parameter.utf8.lazy.map(\.asciiLowercased))
    }

    /// The errors of a header model, redacted for the client.
    ///
    /// Locations contain the header names, with hyphens, as in FastAPI. An error for the whole model only includes the header
    /// fields of the model, because the platform adds other fields to a request, some of them secret.
    static func redacted(_ errors: [ValidationError], for modelFields: [AnyField]) -> [ValidationError] {
        let known = Set(modelFields.flatMap { ([$0.name] + $0.aliases).map { UTF8Key($0) } })
        return errors.map { error in
            var error = error
            // The first component is the kind of parameter.
            if error.location.count > 1, case .name(let name) = error.location[1] {
                error.location[1] = .name(fieldName(name))
                if isSensitive(name) { error.input = .masked }
            }
            if case .object(let fields) = error.input {
                error.input = .object(
                    JSONObject(
                        fields.compactMap { name, value in
                            guard known.contains(UTF8Key(name)) else { return nil }
                            return (fieldName(name), isSensitive(name) ? .masked : value)
                        }
                    )
                )
            }
            return error
        }
    }

    /// Whether a field contains credentials or information about the caller from the platform, which errors must not include.
    private static func isSensitive(_ name: String) -> Bool {
        let name = fieldName(name).lowercased()
        return ["authorization", "proxy-authorization", "cookie", "x-api-key"].contains { $0.utf8Equals(name) }
            || name.utf8.starts(with: "x-amz".utf8)
    }
}

extension Request {
    /// The header fields with lowercase names.
    var headerItems: [QueryItem] {
        headers.map { QueryItem($0.name.canonicalName, $0.value) }
    }
}
