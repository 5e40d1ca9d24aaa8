import SwiftletJSON

extension Constraint {
    /// Requires all elements of a list to be distinct.
    public static func unique<Element: SchemaValue & Hashable>() -> Constraint where Value == [Element] {
        Constraint(
            check: { elements, shown, validation in
                if Set(elements).count == elements.count { return true }
                validation.recordValueError("items must be unique", input: shown())
                return false
            },
            describe: { $0["uniqueItems"] = true }
        )
    }

    /// Applies constraints to each element of a list.
    ///
    /// The locations of the errors include the element's index.
    public static func each<Element: SchemaValue>(
        _ rules: Constraint<Element>...
    ) -> Constraint where Value == [Element], Element.Constrained == Element {
        let elements = ElementRules(rules: rules)
        return Constraint(
            check: { elements.check($0, shown: $1, validation: &$2) },
            transform: { elements.transform($0) },
            describe: { elements.describe(&$0) }
        )
    }
}

/// The constraints on each element of a list.
private struct ElementRules<Element: Sendable>: Sendable {
    let rules: [Constraint<Element>]

    func check(_ elements: [Element], shown: () -> JSON, validation: inout Validation) -> Bool {
        var isValid = true
        var shownElements: [JSON]?
        for (index, element) in elements.enumerated() {
            validation.at(.index(index)) { validation in
                let passed = rules.apply(
                    to: element,
                    shown: {
                        let shown = shownElements ?? shown().array ?? []
                        shownElements = shown
                        return shown.indices.contains(index) ? shown[index] : .null
                    }(),
                    validation: &validation
                )
                if passed == nil { isValid = false }
            }
            if !isValid, validation.isFull { break }
        }
        return isValid
    }

    func transform(_ elements: [Element]) -> [Element] {
        rules.contains { $0.transform != nil } ? elements.map { rules.transform($0) } : elements
    }

    func describe(_ schema: inout JSONObject) {
        guard var items = schema["items"]?.object else { return }
        rules.describe(&items)
        schema["items"] = .object(items)
    }
}
