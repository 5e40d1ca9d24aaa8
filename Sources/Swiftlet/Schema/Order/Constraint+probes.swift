import SwiftletJSON

extension Array {
    /// Returns inputs that are likely to satisfy the constraints, derived from their JSON Schema.
    ///
    /// - Parameter defaults: Inputs that the type accepts without constraints.
    /// - Returns: The inputs, some of which may violate a constraint.
    func probes<Value>(_ defaults: [JSON]) -> [JSON] where Element == Constraint<Value> {
        if isEmpty { return defaults }
        var schema: JSONObject = [:]
        describe(&schema)
        if let literal = schema["const"] { return [literal] }
        if let literals = schema["enum"]?.array { return literals }
        return schema.patternProbes + schema.lengthProbes(defaults) + schema.numberProbes + defaults
    }
}

extension JSONObject {
    /// Strings that match the pattern.
    fileprivate var patternProbes: [JSON] {
        guard let pattern = self["pattern"]?.string.flatMap({ try? Pattern($0) }) else { return [] }
        let growths = [0, 1, self["minLength"]?.int ?? 8]
        return growths.flatMap { growth in
            (0..<2).compactMap { pattern.sample(growth: growth, variant: $0).map { .string($0) } }
        }
    }

    /// Returns strings of the minimum length.
    fileprivate func lengthProbes(_ defaults: [JSON]) -> [JSON] {
        guard let count = self["minLength"]?.int, count > 1 else { return [] }
        return defaults.compactMap { $0.string.map { .string(String(repeating: $0, count: count)) } }
    }

    /// Numbers near and between the bounds.
    fileprivate var numberProbes: [JSON] {
        let step = self["multipleOf"]?.number?.double ?? 1
        let lower = (self["minimum"] ?? self["exclusiveMinimum"])?.number?.double
        let upper = (self["maximum"] ?? self["exclusiveMaximum"])?.number?.double
        guard let start = lower ?? upper ?? self["multipleOf"].map({ _ in 0 }) else { return [] }
        let direction = lower == nil ? -1.0 : 1
        let multiple = (start / step).rounded(lower == nil ? .down : .up) * step
        let near = [0, 1, 2].map { multiple + direction * step * $0 }
        let width = lower.flatMap { lower in upper.map { $0 - lower } } ?? 1
        let between = [0, 0.25, 0.5].map { start + direction * width * $0 }
        return (near + between).map { number in Int64(exactly: number).map { .integer($0) } ?? .double(number) }
    }
}
