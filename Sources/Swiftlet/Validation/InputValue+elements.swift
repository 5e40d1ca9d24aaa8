import SwiftletJSON

extension InputValue {
    /// The number of elements if the value is an array or a repeated parameter, or `nil`.
    var elementCount: Int? {
        switch self {
        case .node(let node): node.kind == .array ? node.count : nil
        case .value(let value): value.array?.count
        case .texts(let texts): texts.count
        case .list(let values): values.count
        case .text, .fields, .file, .form: nil
        }
    }

    /// Decodes each element of an array or a repeated parameter.
    ///
    /// - Returns: The values, or `nil` if an error was recorded or the value is not a list.
    func decodeElements<Element: SchemaValue>(
        _ type: Element.Type,
        validation: inout Validation
    ) -> [Element]? {
        var collected = ElementCollector<Element>()
        switch self {
        case .node(let node) where node.kind == .array:
            collected.values.reserveCapacity(node.count)
            for element in node.elements {
                guard collected.add(.node(element), validation: &validation) else { break }
            }
        case .value(.array(let elements)):
            for element in elements {
                guard collected.add(.value(element), validation: &validation) else { break }
            }
        case .texts(let texts):
            for text in texts {
                guard collected.add(.text(text), validation: &validation) else { break }
            }
        case .list(let values):
            for value in values {
                guard collected.add(value, validation: &validation) else { break }
            }
        default:
            return nil
        }
        return collected.isValid ? collected.values : nil
    }

    /// The list with each element redacted.
    ///
    /// A value that is not a list is redacted like an element.
    func redactedElements<Element: SchemaValue>(_ type: Element.Type) -> JSON {
        guard let elements else { return Element.redacted(self) }
        return .array(elements.map(Element.redacted))
    }
}

/// Collects the decoded elements of a list.
private struct ElementCollector<Element: SchemaValue> {
    var values: [Element] = []
    var isValid = true
    private var count = 0

    /// Decodes one element and returns whether to continue.
    mutating func add(_ input: InputValue, validation: inout Validation) -> Bool {
        let value = validation.at(.index(count)) { Element.decode(input, constraints: [], validation: &$0) }
        count += 1
        if let value {
            if isValid { values.append(value) }
        } else {
            isValid = false
        }
        return isValid || !validation.isFull
    }
}
