public import SwiftletJSON

/// An input before decoding: from a JSON body, a query, a header, a form, or a default value.
///
/// For custom schema values, which decode it.
public enum InputValue: Sendable {
    /// A node of a parsed JSON document.
    case node(JSONNode)
    /// A JSON value: a default, an example or a literal.
    case value(JSON)
    /// The string of a path, query, header, cookie or form parameter. Numbers and Booleans are parsed from it.
    case text(String)
    /// The strings of a repeatable parameter.
    case texts([String])
    /// The fields of a form or of a parameter group.
    case fields([QueryItem])
    /// An uploaded file.
    case file(UploadedFile)
    /// The fields and files of a multipart form.
    case form([(name: String, value: InputValue)])
    /// The strings and files of a repeated field of a multipart form.
    case list([InputValue])
}

extension InputValue {
    /// The value as JSON, as used for the `input` of errors.
    public var json: JSON {
        switch self {
        case .node(let node): node.value
        case .value(let value): value
        case .text(let text): .string(text)
        case .texts(let texts): .array(texts.map { .string($0) })
        case .fields(let items): .object(JSONObject(items))
        case .file(let file): .string(file.filename)
        case .form(let entries): .object(JSONObject(entries.map { QueryItem($0.name, $0.value.json.string ?? "") }))
        case .list(let values): .array(values.map(\.json))
        }
    }

    /// Whether the value is JSON `null`.
    public var isNull: Bool {
        switch self {
        case .node(let node): node.isNull
        case .value(let value): value == .null
        case .text, .texts, .fields, .file, .form, .list: false
        }
    }

    /// The string if the value is a JSON string or a parameter (the last value if repeated), or `nil`.
    public var string: String? {
        switch self {
        case .node(let node): node.string
        case .value(let value): value.string
        case .text(let text): text
        case .texts(let texts): texts.last
        case .list(let values): values.last?.string
        case .fields, .file, .form: nil
        }
    }

    /// The elements if the value is an array or a repeated parameter, or `nil`.
    public var elements: [InputValue]? {
        switch self {
        case .node(let node): node.kind == .array ? node.elements.map { .node($0) } : nil
        case .value(let value): value.array?.map { .value($0) }
        case .texts(let texts): texts.map { .text($0) }
        case .list(let values): values
        case .text, .fields, .file, .form: nil
        }
    }

    /// The members if the value is an object or a group of fields, or `nil`.
    ///
    /// If a JSON object has duplicate members, the last one is used. The values of a repeated field are combined into an array.
    /// A multipart form has a member for each field and file, in order, so a name may occur several times.
    public var members: [(name: String, value: InputValue)]? {
        switch self {
        case .node(let node): node.kind == .object ? node.members.map { ($0.key, .node($0.value)) } : nil
        case .value(let value): value.object?.map { ($0.key, .value($0.value)) }
        case .fields(let items): JSONObject(items).map { ($0.key, .value($0.value)) }
        case .form(let entries): entries
        case .text, .texts, .file, .list: nil
        }
    }

    /// Whether the value is an object or a group of fields.
    public var isObject: Bool {
        switch self {
        case .node(let node): node.kind == .object
        case .value(let value): value.object != nil
        case .fields, .form: true
        case .text, .texts, .file, .list: false
        }
    }

    /// Returns a member by name, or `nil` if it does not exist or the value is not an object.
    ///
    /// For a group of fields the result is ``text(_:)`` for one value and ``texts(_:)`` for several.
    public subscript(_ name: String) -> InputValue? {
        switch self {
        case .node(let node):
            return node[name].map { .node($0) }
        case .value(let value):
            return value.object?[name].map { .value($0) }
        case .fields(let items):
            let values = items.lazy.filter { $0.name.utf8Equals(name) }.map(\.value)
            guard let first = values.first else { return nil }
            return values.dropFirst().isEmpty ? .text(first) : .texts(Array(values))
        case .form(let entries):
            let values = entries.lazy.filter { $0.name.utf8Equals(name) }.map(\.value)
            guard let first = values.first else { return nil }
            return values.dropFirst().isEmpty ? first : .list(Array(values))
        case .text, .texts, .file, .list:
            return nil
        }
    }
}

extension JSONObject {
    /// Creates an object from fields; the values of a repeated name become an array.
    fileprivate init(_ items: [QueryItem]) {
        var positions: [UTF8Key: Int] = [:]
        var groups: [(name: String, values: [JSON])] = []
        for item in items {
            if let position = positions[UTF8Key(item.name)] {
                groups[position].values.append(.string(item.value))
            } else {
                positions[UTF8Key(item.name)] = groups.count
                groups.append((item.name, [.string(item.value)]))
            }
        }
        self.init(groups.map { (key: $0.name, value: $0.values.count == 1 ? $0.values[0] : .array($0.values)) })
    }
}
