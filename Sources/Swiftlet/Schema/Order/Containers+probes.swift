public import SwiftletJSON

extension Optional where Wrapped: SchemaValue {
    /// The probes of the wrapped type, and `null`.
    public static func probes(_ constraints: [Constraint<Constrained>]) -> [JSON]? {
        Wrapped.probes(constraints).map { $0 + [.null] }
    }
}

extension Patch {
    /// The probes of the value's type, and `null`.
    public static func probes(_ constraints: [Constraint<Constrained>]) -> [JSON]? {
        Value.probes(constraints).map { $0 + [.null] }
    }
}

extension Secret {
    /// The probes of the wrapped type.
    public static func probes(_ constraints: [Constraint<Constrained>]) -> [JSON]? { Value.probes(constraints) }
}

extension Array where Element: SchemaValue {
    /// Arrays of one repeated element or the minimum count, an empty array, and an array of all probes.
    public static func probes(_ constraints: [Constraint<[Element]>]) -> [JSON]? {
        let count = Swift.max(constraints.lazy.compactMap { $0.countBounds?.minimum }.max() ?? 1, 1)
        return Element.probes([])
            .map { probes in
                probes.map { .array([JSON](repeating: $0, count: count)) } + [.array([]), .array(probes)]
            }
    }
}

extension Set where Element: SchemaValue {
    /// Sets of one element, an empty set, and a set of all probes.
    public static func probes(_ constraints: [Constraint<Set<Element>>]) -> [JSON]? {
        Element.probes([]).map { probes in probes.map { .array([$0]) } + [.array([]), .array(probes)] }
    }
}

extension Dictionary where Key: SchemaKey, Value: SchemaValue {
    /// Dictionaries of one entry, and an empty dictionary.
    public static func probes(_ constraints: [Constraint<[Key: Value]>]) -> [JSON]? {
        guard let key = Key.probes([])?.first.flatMap({ $0.string ?? $0.pythonRepr }), let values = Value.probes([])
        else {
            return nil
        }
        return values.map { .object([key: $0]) } + [.object([:])]
    }
}

extension Model {
    /// Objects of the fields' probes; `nil` while the schema is being created.
    public static func probes(_ constraints: [Constraint<Self>]) -> [JSON]? {
        FieldOrderCheck.allowsProbes(of: Self.self) ? schema.probes : nil
    }
}

extension Schema {
    /// Two objects: one with the first probe of each field, one with the second.
    var probes: [JSON]? {
        var objects: [JSONObject] = [[:], [:]]
        for field in fields {
            guard let probes = field.probes() else { return nil }
            for index in objects.indices where !probes.isEmpty {
                objects[index][field.name] = probes[min(index, probes.count - 1)]
            }
        }
        return objects.map { .object($0) }
    }
}
