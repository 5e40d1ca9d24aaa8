import SwiftletJSON

/// The values of one field in a check of the fields' order: one, or two that differ.
struct FieldProbe<Root: Sendable, Value: SchemaValue> {
    let index: Int
    private let code: Int
    private let keyPath: any KeyPath<Root, Value> & Sendable
    private var values: [Value] = []
    private var isEqual: (Value, Value) -> Bool = { _, _ in false }

    init(_ field: Field<Root, Value>, in order: inout ProbedOrder) {
        keyPath = field.keyPath
        if order.nextHasTwin {
            for value in Self.decoded(field) {
                guard let first = values.first else {
                    values.append(value)
                    continue
                }
                guard let isEqual = Self.comparison(telling: first, from: value) else { continue }
                self.isEqual = isEqual
                values.append(value)
                break
            }
        }
        if values.isEmpty, let value = field.fallback ?? Self.emptyList(field) ?? Self.decoded(field).first {
            values.append(value)
        }
        (index, code) = order.add(field.name, valueCount: values.count)
    }

    /// The value that the field has when the model is made for the n-th time.
    func value(in round: Int) -> Value {
        values.count == 2 ? values[code >> round & 1] : values[0]
    }

    /// Which of the two values a model has where the key path leads; `nil` if it is neither.
    func bit(in root: Root) -> Bool? {
        let found = root[keyPath: keyPath]
        return values.firstIndex { isEqual($0, found) }.map { $0 == 1 }
    }

    private static func decoded(_ field: Field<Root, Value>) -> some Collection<Value> {
        (Value.probes(field.rules) ?? []).lazy
            .compactMap { probe in
                var validation = Validation()
                return Value.decode(.value(probe), constraints: field.rules, validation: &validation)
            }
    }

    /// An empty list, of which nothing needs to be known, if the rules allow one.
    private static func emptyList(_ field: Field<Root, Value>) -> Value? {
        guard Value.isRepeated, !field.rules.contains(where: { ($0.countBounds?.minimum ?? 0) > 0 }) else { return nil }
        var validation = Validation()
        return Value.decode(.value([]), constraints: [], validation: &validation)
    }

    /// What tells two values apart, if anything does: their JSON, or where that hides them, they themselves.
    private static func comparison(telling first: Value, from second: Value) -> ((Value, Value) -> Bool)? {
        if first.text != second.text { return { $0.text == $1.text } }
        guard let first = first as? AnyHashable, let second = second as? AnyHashable, first != second else {
            return nil
        }
        return { $0 as? AnyHashable == $1 as? AnyHashable }
    }
}

extension SchemaValue {
    /// The value as JSON, `nil` if JSON cannot express it.
    fileprivate var text: [UInt8]? {
        var writer = JSONWriter(reserving: 32)
        guard (try? encode(to: &writer)) != nil else { return nil }
        return writer.finish()
    }
}

extension Field {
    var valueType: ObjectIdentifier { ObjectIdentifier(Value.self) }
}
