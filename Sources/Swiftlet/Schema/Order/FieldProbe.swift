import SwiftletJSON

/// The values of one field in a check of the field order: one value, or two distinct values.
struct FieldProbe<Root: Sendable, Value: SchemaValue> {
    let index: Int
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
                guard let isEqual = Self.comparison(distinguishing: first, from: value) else { continue }
                self.isEqual = isEqual
                values.append(value)
                break
            }
        }
        if values.isEmpty, let value = field.fallback ?? Self.emptyCollection(field) ?? Self.decoded(field).first {
            values.append(value)
        }
        index = order.add(field.name, valueCount: values.count)
    }

    /// Returns the value of the field in a round of the check.
    func value(in round: Int, of order: ProbedOrder) -> Value {
        order.bit(at: index, in: round) == true ? values[1] : values[0]
    }

    /// Returns which of the two values the model has at the key path, or `nil` if it has neither.
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

    /// Returns an empty collection, which needs no probes of the element type, if it satisfies the constraints.
    private static func emptyCollection(_ field: Field<Root, Value>) -> Value? {
        guard Value.isRepeated else { return nil }
        var validation = Validation()
        return Value.decode(.value([]), constraints: field.rules, validation: &validation)
    }

    /// Returns a comparison that distinguishes two values: by their JSON, or by the values if their JSON is redacted.
    private static func comparison(distinguishing first: Value, from second: Value) -> ((Value, Value) -> Bool)? {
        if first.text != second.text { return { $0.text == $1.text } }
        guard let first = first as? AnyHashable, let second = second as? AnyHashable, first != second else {
            return nil
        }
        return { $0 as? AnyHashable == $1 as? AnyHashable }
    }
}

extension SchemaValue {
    /// The value as JSON, or `nil` if JSON cannot represent it.
    fileprivate var text: [UInt8]? {
        var writer = JSONWriter(reserving: 32)
        guard (try? encode(to: &writer)) != nil else { return nil }
        return writer.finish()
    }
}

extension Field {
    var valueType: ObjectIdentifier { ObjectIdentifier(Value.self) }
}
