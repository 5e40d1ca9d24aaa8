public import SwiftletJSON

extension Array: EndpointOutput where Element: SchemaValue {}

/// A list of values, each decoded and checked; errors carry the index.
extension Array: SchemaValue where Element: SchemaValue {
    /// Decodes a JSON array, or the values of a repeated parameter.
    public static func decode(
        _ input: InputValue,
        _ rules: [Constraint<[Element]>],
        _ validation: inout Validation
    ) -> [Element]? {
        guard let values = input.decodeElements(Element.self, &validation) else {
            if !input.isSequence {
                validation.record("list_type", "Input should be a valid list", input: redacted(input))
            }
            return nil
        }
        return rules.apply(to: values, shown: redacted(input), &validation)
    }

    /// Writes a JSON array.
    public func encode(to writer: inout JSONWriter) throws {
        writer.beginArray()
        for element in self {
            try element.encode(to: &writer)
        }
        writer.endArray()
    }

    /// `{"type": "array", "items": …}` with the rules.
    public static func describe(_ rules: [Constraint<[Element]>], _ registry: inout SchemaRegistry) -> JSONObject {
        var schema: JSONObject = ["type": "array", "items": .object(Element.describe([], &registry))]
        rules.describe(&schema)
        return schema
    }

    /// `true`: a repeated parameter gives its values.
    public static var isRepeated: Bool { true }

    /// The list with the secrets of its elements taken out.
    public static func redacted(_ input: InputValue) -> JSON { input.redactedElements(Element.self) }

    /// As its elements.
    public static func holdsSecret(besides seen: inout Set<ObjectIdentifier>) -> Bool {
        Element.holdsSecret(besides: &seen)
    }
}

extension InputValue {
    /// Whether the value can be read as a list: it is an array or a repeated name; a lone text is a list of one.
    var isSequence: Bool {
        switch self {
        case .node(let node): node.kind == .array
        case .value(let value): value.array != nil
        case .text, .texts: true
        case .fields, .file: false
        }
    }

    /// Decodes each element.
    ///
    /// - Returns: the values, or `nil` if the input is no list or an error was recorded.
    func decodeElements<Element: SchemaValue>(
        _ type: Element.Type,
        _ validation: inout Validation
    ) -> [Element]? {
        var values: [Element] = []
        var isValid = true
        func add(_ input: InputValue, at index: Int, _ validation: inout Validation) -> Bool {
            let value = validation.at(.index(index)) { Element.decode(input, [], &$0) }
            if let value { values.append(value) } else { isValid = false }
            return isValid || !validation.isFull
        }
        switch self {
        case .node(let node) where node.kind == .array:
            values.reserveCapacity(node.count)
            for (index, element) in node.elements.enumerated() {
                guard add(.node(element), at: index, &validation) else { break }
            }
        case .value(.array(let elements)):
            for (index, element) in elements.enumerated() {
                guard add(.value(element), at: index, &validation) else { break }
            }
        case .text(let text):
            _ = add(.text(text), at: 0, &validation)
        case .texts(let texts):
            for (index, text) in texts.enumerated() {
                guard add(.text(text), at: index, &validation) else { break }
            }
        default:
            return nil
        }
        return isValid ? values : nil
    }

    /// The list with each element redacted; what is no list is redacted as an element.
    func redactedElements<Element: SchemaValue>(_ type: Element.Type) -> JSON {
        guard let elements else { return Element.redacted(self) }
        return .array(elements.map(Element.redacted))
    }
}
